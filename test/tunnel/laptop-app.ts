// The built command line on a laptop with a network of its own, its public address over a double of ngrok's service.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Laptop } from './laptop';
import type { NgrokService } from './ngrok-service/service';

const program = join(import.meta.dirname, '../../dist/cli/tablewatch.js');

const line = z.object({
  type: z.literal('address'),
  state: z.object({ kind: z.string(), problem: z.object({ code: z.string() }).optional() }),
});
type Said = z.infer<typeof line>['state'];

export interface LaptopApp {
  /** All states of the public address so far, oldest first. */
  readonly said: readonly Said[];
  /** Resolves with the first of a kind from now on, or at once if that is the last one. */
  until(kind: string): Promise<Said>;
  close(): Promise<void>;
}

/** @param service listens where the laptop can reach it, and announces doors */
export async function startLaptopApp(laptop: Laptop, service: NgrokService): Promise<LaptopApp> {
  const place = mkdtempSync(join(tmpdir(), 'tablewatch-laptop-'));
  const config = join(place, 'config.json');
  const ca = join(place, 'ca.pem');
  writeFileSync(ca, service.ca);
  const publicAddress = {
    ...{ kind: 'ngrok', region: null, domain: null },
    ...{ serverAddr: service.agentAddress, ca: { file: ca } },
  };
  const tunnel = { authtoken: 'token_for_tests' };
  writeFileSync(config, JSON.stringify({ connections: [], publicAddress, tunnel }));
  const options = ['serve', '--data', join(place, 'data'), '--config', config];
  const [command = '', ...prefix] = laptop.prefix;
  const child = spawn(command, [...prefix, process.execPath, program, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const said: Said[] = [];
  const listeners = new Set<(state: Said) => void>();
  createInterface({ input: child.stdout }).on('line', (text) => {
    const heard = line.safeParse(JSON.parse(text));
    if (!heard.success) return;
    said.push(heard.data.state);
    for (const listener of listeners) listener(heard.data.state);
  });
  return {
    said,
    until: (kind) =>
      new Promise((resolve) => {
        const look = (state: Said | undefined) => {
          if (state?.kind !== kind) return;
          listeners.delete(look);
          resolve(state);
        };
        listeners.add(look);
        look(said.at(-1));
      }),
    async close() {
      child.kill('SIGKILL');
      await exited;
      rmSync(place, { recursive: true, force: true });
    },
  };
}

/**
 * Asks in from outside, as a sender would, again and again until an answer comes from the laptop's receiver.
 * @param limitMs after which it is given up
 * @returns ms until then; null when none came
 */
export async function untilReached(url: string, limitMs: number): Promise<number | null> {
  const began = performance.now();
  while (performance.now() - began < limitMs) {
    if (await isReached(url)) return performance.now() - began;
    await wait(50);
  }
  return null;
}

/** The receiver answers what it does not know with an empty 404, and the edge always names an error of its own. */
const isReached = (url: string): Promise<boolean> =>
  new Promise((resolve) => {
    const asked = get(`${url}/in/unknown`, { agent: false, timeout: 1000 }, (response) => {
      response.resume();
      response.on('error', () => resolve(false));
      response.on('end', () => resolve(response.headers['ngrok-error-code'] === undefined));
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(false));
  });
