// Reading history again takes its time: meanwhile deliveries arrive, people quit, machines fail, and no service is asked.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { expectOk, post } from './desk';
import { allRowsOf, fillFolder, folder, newer, open, progressOf } from './reading-desk';
import { type Reading, said } from './reading-source';

const count = 1500;
const link = 'https://example.com/';
const better: Reading = { reading: 2, draft: (draft) => ({ ...draft, link }) };
const root = fileURLToPath(new URL('../../', import.meta.url));
// Inside the project, so that the child finds its packages.
const childFolder = join(root, 'node_modules', '.tablewatch-test', `reread-${process.pid}`);

test('a delivery that arrives meanwhile is shown at once', async () => {
  const path = await fillFolder(count);
  const now = await open(better);
  expect(await progressOf(now)).toMatchObject({ total: count });
  for (let no = 0; no < 10; no += 1) {
    const body = said(10_000 + no, `new${no}`, Date.now(), { stage: ['a', 'c'] });
    await post(now.url + path, JSON.stringify(body));
    await now.sawEvents(no + 1);
  }
  const { done = count } = (await progressOf(now)) ?? {};
  expect(done).toBeLessThan(count); // they had not to wait for the others
  await expect.poll(() => progressOf(now), { timeout: 60_000 }).toBeNull();
  const page = await now.core.api['feed.page']({ query: '', after: null, limit: 1 });
  expect(expectOk(page).total).toBe(count + 10);
  expect(now.events.map(({ record }) => record?.id)).toEqual(
    Array.from({ length: 10 }, (_, no) => `new${no}`),
  );
}, 120_000);

test('after kill -9 it goes on where it was, and every row is right once', async () => {
  await build({
    configFile: false,
    root,
    logLevel: 'silent',
    build: {
      ssr: fileURLToPath(new URL('./reread-child.ts', import.meta.url)),
      outDir: childFolder,
      emptyOutDir: true,
      target: 'node20',
    },
  });
  try {
    await fillFolder(count);
    const child = spawn(process.execPath, [join(childFolder, 'reread-child.js'), folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const gone = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
    let done = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      done = Number(line);
      if (!(done < 200)) child.kill('SIGKILL');
    }
    expect(await gone).toBe('SIGKILL');
    expect(done).toBeLessThan(count);
    const seen: number[] = [];
    const now = await newer({ ...better, onRead: (no) => seen.push(no) });
    expect(seen.length).toBeLessThanOrEqual(count - done);
    expect(new Set(seen).size).toBe(seen.length);
    const rows = await allRowsOf(now);
    expect(rows.length).toBe(count);
    expect(rows.filter((row) => row.link !== link)).toEqual([]);
    expect(now.notifications).toEqual([]);
  } finally {
    rmSync(childFolder, { recursive: true, force: true });
  }
}, 120_000);
