// A killed process and a full disk: what was acknowledged is there afterwards, and the store works again.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '#core/store/open';
import { StoreFailure } from '#core/store/store';
import { emptyQuery } from '#shared/query/query';
import { makeChange, makeDelivery, makeEvent, makeStore, temporaryFolder } from './make';

const root = fileURLToPath(new URL('../../', import.meta.url));
// Inside the project, so that the child finds its packages.
const childFolder = join(root, 'node_modules', '.tablewatch-test', `store-${process.pid}`);

async function bundleChild(): Promise<string> {
  await build({
    configFile: false,
    root,
    logLevel: 'silent',
    build: {
      ssr: fileURLToPath(new URL('./writer.ts', import.meta.url)),
      outDir: childFolder,
      emptyOutDir: true,
      target: 'node20',
    },
  });
  return join(childFolder, 'writer.js');
}

describe('kill -9', () => {
  let child = '';
  beforeAll(async () => {
    child = await bundleChild();
    return () => rmSync(childFolder, { recursive: true, force: true });
  }, 60_000);

  it('loses nothing that was acknowledged, and frees the folder', async () => {
    const folder = temporaryFolder();
    const writer = spawn(process.execPath, [child, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const acknowledged: string[] = [];
    const gone = new Promise((resolve) => writer.once('exit', (_, signal) => resolve(signal)));
    for await (const line of createInterface({ input: writer.stdout })) {
      acknowledged.push(line);
      if (acknowledged.length === 40) writer.kill('SIGKILL');
    }
    expect(await gone).toBe('SIGKILL');
    expect(acknowledged.length).toBeGreaterThanOrEqual(40);
    const store = makeStore(folder);
    for (const id of acknowledged) {
      expect(store.deliveries.get(`d-${id}`)?.id).toBe(`d-${id}`);
      expect(store.events.get(`e-${id}`)?.id).toBe(`e-${id}`);
    }
  }, 30_000);
});

/** Fills the store until the disk refuses. @returns the ids that were acknowledged */
function fill(store: ReturnType<typeof makeStore>, body: Uint8Array): readonly string[] {
  const stored: string[] = [];
  expect(() => {
    for (let i = 0; i < 5000; i += 1) {
      store.deliveries.insert([makeDelivery(`d${i}`, { body })]);
      stored.push(`d${i}`);
    }
  }).toThrow(expect.objectContaining({ kind: 'full' }));
  return stored;
}

describe('a full disk', () => {
  it('is told apart, undoes the whole batch, and is over when there is room', () => {
    const store = makeStore(temporaryFolder(), { maxPages: 200 });
    const body = new Uint8Array(20_000);
    const stored = fill(store, body);
    expect(stored.length).toBeGreaterThan(5);
    expect(() =>
      store.transaction(() => {
        store.connections.save({
          id: 'c1',
          source: 'seatable',
          name: 'x',
          config: {},
          secretNames: [],
          demo: false,
          watch: [],
        });
        store.deliveries.insert([makeDelivery('late', { body })]);
      }),
    ).toThrow(StoreFailure);
    expect(store.connections.list()).toEqual([]);
    expect(
      store.deliveries.list({ state: null, connectionId: null, beforeSeq: null, limit: 500 })
        .length,
    ).toBe(stored.length);
    store.connections.remove('c1', { history: true });
    expect(store.deliveries.insert([makeDelivery('late', { body })])).toMatchObject([
      { kind: 'stored' },
    ]);
    store.events.insert([makeEvent('e1', { changes: [makeChange('Note', '', '报价单')] })]);
    expect(store.events.count(emptyQuery)).toBe(1);
  });

  it('of the real kind loses nothing acknowledged, and the store goes on when space is freed', ({
    skip,
  }) => {
    const folder = temporaryFolder();
    try {
      execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', folder], {
        stdio: 'pipe',
      });
    } catch {
      skip('a file system of 3 MB cannot be mounted here (needs root on Linux)');
    }
    let store: ReturnType<typeof makeStore> | null = null;
    onTestFinished(() => {
      store?.close();
      execFileSync('/bin/umount', ['-l', folder], { stdio: 'pipe' });
    });
    const ballast = join(folder, 'ballast');
    mkdirSync(dirname(ballast), { recursive: true });
    writeFileSync(ballast, Buffer.alloc(1_200_000));
    store = makeStore(join(folder, 'data'));
    const body = new Uint8Array(10_000);
    const stored = fill(store, body);
    expect(stored.length).toBeGreaterThan(5);
    expect(() => store?.deliveries.insert([makeDelivery('refused', { body })])).toThrow(
      StoreFailure,
    );
    const beside = openStore(join(folder, 'second'));
    expect(beside).toEqual({ ok: false, error: { code: 'store-full' } });
    rmSync(ballast);
    expect(store.deliveries.insert([makeDelivery('late', { body })])).toMatchObject([
      { kind: 'stored' },
    ]);
    store.close();
    const again = makeStore(join(folder, 'data'));
    for (const id of [...stored, 'late']) expect(again.deliveries.get(id)?.size).toBe(10_000);
    expect(again.deliveries.get('refused')).toBeNull();
    again.close();
  });
});
