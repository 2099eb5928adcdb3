// OpenSSH's own agent, with a socket in a temporary folder.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { until } from '../../app/until';
import { sshProgram } from './real-server';

export interface Agent {
  readonly socket: string;
  add(keyFile: string): void;
  removeAll(): void;
  close(): Promise<void>;
}

export async function startAgent(folder: string): Promise<Agent> {
  const socket = path.join(folder, 'agent');
  const child = spawn(sshProgram('ssh-agent'), ['-D', '-a', socket], { stdio: 'ignore' });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await until('the agent’s socket', () => existsSync(socket));
  const sshAdd = (...args: string[]) =>
    execFileSync(sshProgram('ssh-add'), ['-q', ...args], {
      env: { ...process.env, SSH_AUTH_SOCK: socket },
      stdio: 'ignore',
    });
  return {
    socket,
    add: (keyFile) => void sshAdd(keyFile),
    removeAll: () => void sshAdd('-D'),
    async close() {
      child.kill('SIGTERM');
      await gone;
    },
  };
}
