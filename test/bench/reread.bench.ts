// Times reading history again, and how long the event loop is held by it: `npx vitest bench --run --project core test/bench/reread.bench.ts`; DELIVERIES sets another number.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, bench } from 'vitest';
import { createDirectory } from '#core/connections/directory';
import { clock } from '#core/core';
import { createMemoryVault } from '#core/memory-vault';
import { createWorker } from '#core/pipeline/worker';
import { createRereader } from '#core/rereading/rereader';
import { openStore } from '#core/store/open';
import { readingSource, said } from '../integration/reading-source';

const count = Number(process.env.DELIVERIES ?? 100_000);
const start = Date.UTC(2026, 0, 1);
const folder = mkdtempSync(join(tmpdir(), 'tablewatch-bench-'));
const opened = openStore(folder);
if (!opened.ok) throw new Error(opened.error.code);
const store = opened.value;
const log = { info: () => {}, warn: () => {}, error: () => {} };
store.connections.save({
  id: 'c1',
  source: 'seatable',
  name: 'CRM',
  config: {},
  secretNames: [],
  demo: false,
  watch: [],
});
const needsOf = (reading: number, link: string) => {
  const source = readingSource({ reading, draft: (draft) => ({ ...draft, link }) });
  const directory = createDirectory({ store, vault: createMemoryVault([]), sources: [source] });
  return { store, directory, clock, log };
};
for (let at = 0; at < count; at += 1000) {
  store.deliveries.insert(
    Array.from({ length: Math.min(1000, count - at) }, (_, place) => {
      const no = at + place;
      const cells = { stage: ['待处理', '签约'], note: ['', 'x'.repeat(200)] } as const;
      return {
        id: `d${no}`,
        source: 'seatable',
        connectionId: 'c1',
        subscriptionId: null,
        channel: 'push',
        receivedAt: start + no * 1000,
        headers: {},
        body: Buffer.from(
          JSON.stringify(
            said(no, `r${no % 5000}`, start + no * 1000, {
              stage: [...cells.stage],
              note: [...cells.note],
            }),
          ),
        ),
        state: 'pending',
        issue: null,
        repeatKey: null,
        repeatWithinMs: null,
      } as const;
    }),
  );
}
const worker = createWorker({
  ...needsOf(1, 'https://example.com/1'),
  onEvents: () => {},
  onSettled: () => {},
  onDisk: () => {},
});
worker.wake();
await worker.idle();
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

let reading = 1;
async function readAll(link: string): Promise<void> {
  reading += 1;
  const rereader = createRereader({
    ...needsOf(reading, link),
    idle: async () => {},
    onProgress: () => {},
  });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const begin = performance.now();
  rereader.wake();
  await rereader.idle();
  delay.disable();
  const ms = (nanoseconds: number) => (nanoseconds / 1e6).toFixed(0);
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  process.stdout.write(
    `${count} deliveries in ${seconds} s; loop held: 99 % ${ms(delay.percentile(99))} ms, most ${ms(delay.max)} ms\n`,
  );
  await rereader.stop();
}

const once = { iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0 };
bench('where every row becomes another', () => readAll('https://example.com/2'), once);
bench('where all is as it was', () => readAll('https://example.com/2'), once);
