// The desktop's keyring: a real gnome-keyring, unlocked, with its files in a temporary folder.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dbus, { type MessageBus } from 'dbus-next';
import { until } from './until';

export interface Keyring {
  close(): Promise<void>;
}

export async function openKeyring(bus: MessageBus): Promise<Keyring> {
  const folder = mkdtempSync(join(tmpdir(), 'tablewatch-keyring-'));
  const daemon = spawn(
    'gnome-keyring-daemon',
    ['--foreground', '--unlock', '--components=secrets', `--control-directory=${folder}`],
    {
      env: { ...process.env, XDG_DATA_HOME: folder, XDG_CURRENT_DESKTOP: 'GNOME' },
      stdio: ['pipe', 'ignore', 'ignore'],
    },
  );
  const gone = new Promise<void>((resolve, reject) => {
    daemon.once('error', reject); // not installed
    daemon.once('exit', () => resolve());
  });
  daemon.stdin.end('test password');
  await Promise.race([
    until('a keyring on the bus', () => hasOwner(bus, 'org.freedesktop.secrets')),
    gone.then(() => {
      throw new Error('gnome-keyring-daemon ended at once');
    }),
  ]);
  return {
    async close() {
      daemon.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function hasOwner(bus: MessageBus, name: string): Promise<boolean> {
  const reply = await bus.call(
    new dbus.Message({
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
      member: 'NameHasOwner',
      signature: 's',
      body: [name],
    }),
  );
  return reply?.body[0] === true;
}
