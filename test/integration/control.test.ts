// The way in for the command line of the same person: what it answers, and to whom.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { askRunning } from '#core/core';
import { err } from '#shared/result';
import { expectOk } from './desk';
import { openWatched, type Watched } from './watched-document';

let open: Watched | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});
async function begin(...options: Parameters<typeof openWatched>): Promise<Watched> {
  open = await openWatched(...options);
  return open;
}

const noted = (folder: string): { path: string; token: string } =>
  JSON.parse(readFileSync(join(folder, 'control.json'), 'utf8'));

/** Sends a line as it is. @returns what comes back until the other end hangs up */
const send = (path: string, line: string) =>
  new Promise<string>((resolve) => {
    let text = '';
    const socket = createConnection(path, () => socket.write(line));
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(text));
  });

test('a running instance unwatches with the secrets it has', async () => {
  const at = await begin();
  await at.watch([{ tableId: '1', kinds: ['created'] }]);
  const answer = await askRunning(at.desk.dataDir, 'unwatch', at.connectionId);
  expect(answer && expectOk(answer)).toMatchObject({ left: [] });
  expect(at.service.hooks()).toEqual([]);
});

test('what is asked for must exist', async () => {
  const { desk, connectionId } = await begin();
  expect(await askRunning(desk.dataDir, 'unwatch', 'nobody')).toMatchObject({
    ok: false,
    error: { code: 'connection-unknown', params: { id: 'nobody', known: connectionId } },
  });
  expect(await askRunning(desk.dataDir, 'constructor', 'x')).toMatchObject({ ok: false });
});

test('who cannot read the note gets no answer', async () => {
  const { desk, connectionId } = await begin();
  const { path, token } = noted(desk.dataDir);
  expect(statSync(join(desk.dataDir, 'control.json')).mode & 0o777).toBe(0o600);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const ask = (guess: string) =>
    JSON.stringify({ token: guess, call: 'check', connection: connectionId });
  for (const line of [ask('guess'), ask(`${token}x`), '{}', 'x', 'x'.repeat(10_000)]) {
    expect(await send(path, `${line}\n`)).toBe('');
  }
  expect(await send(path, `${ask(token)}\n`)).toContain('"ok":true');
});

test('when it has stopped, nothing is left of it', async () => {
  const { desk } = await begin();
  const { path } = noted(desk.dataDir);
  await desk.core.stop();
  expect(await askRunning(desk.dataDir, 'check', 'x')).toBeNull();
  expect([existsSync(path), existsSync(join(desk.dataDir, 'control.json'))]).toEqual([
    false,
    false,
  ]);
});

test('a folder too deep for a socket is served from the temporary folder', async () => {
  const root = mkdtempSync(join(tmpdir(), 'tablewatch-deep-'));
  const dataDir = join(root, 'a'.repeat(60), 'b'.repeat(60));
  const at = await begin({}, { dataDir });
  expect(noted(dataDir).path.startsWith(dataDir)).toBe(false);
  expect(await askRunning(dataDir, 'check', at.connectionId)).toMatchObject({ ok: true });
  await at.close();
  open = null;
  rmSync(root, { recursive: true });
});

test('that the service itself says no calls are left is told by check and status', async () => {
  const at = await begin();
  await at.watch([{ tableId: '1', kinds: ['created'] }]);
  const quota = { kind: 'code', code: 40_001, message: 'daily quota exceeded' } as const;
  at.service.faults.next('hooks.mine', quota, { times: 3 });
  const check = async () =>
    expectOk((await askRunning(at.desk.dataDir, 'check', at.connectionId)) ?? err('gone'));
  const declared = { problems: expect.arrayContaining([codeOf('budget-declared')]) };
  for (const _ of [1, 2]) {
    expect(await check()).toMatchObject({
      problems: expect.arrayContaining([codeOf('service-busy')]),
    });
  }
  expect(await check()).toMatchObject(declared);
  expect(await askRunning(at.desk.dataDir, 'status')).toMatchObject({
    value: {
      connections: [declared],
      meters: expect.arrayContaining([expect.objectContaining({ id: 'webhooks', state: 'spent' })]),
    },
  });
  // What a person asks for is tried, and shows that the service answers again.
  expect(await check()).toMatchObject({ problems: [] });
});

const codeOf = (code: string) => expect.objectContaining({ code });
