// A watched document from a config file: planned, kept over restarts, checked and unwatched from the command line.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createKdocsService, type KdocsService } from '#simulators/kdocs/service';
import { config, data, failing, freePort, run, serve } from './program';

let service: KdocsService;
let port: number;
beforeEach(async () => {
  service = await createKdocsService();
  port = await freePort();
});
afterEach(() => service.close());

const kinds = ['created', 'updated', 'deleted'];
const file = (more: Readonly<Record<string, unknown>> = { watch: [{ sheetId: 1, kinds }] }) =>
  config(
    [
      {
        id: 'docs',
        source: 'kdocs',
        config: { fileToken: service.document().fileToken, apiBase: service.url },
        secrets: { accessToken: service.issueToken().accessToken },
        ...more,
      },
    ],
    { publicAddress: { kind: 'own', url: `http://127.0.0.1:${port}` } },
  );

const watched = () => serve('--config', file(), '--port', String(port));
const types = () => service.hooks().map((hook) => hook.type);
const standing = () => expect.poll(types, { timeout: 8000 }).toEqual(expect.arrayContaining(asked));
const asked = ['dbt.records.create', 'dbt.cells.fields.update', 'dbt.fields.create'];
const unwatch = (...more: string[]) =>
  run('unwatch', '--data', data(), '--connection', 'docs', ...more).catch(
    (error: { code: number; stdout: string; stderr: string }) => error,
  );

test('serve makes the hooks of a watch, keeps them over a restart, and unwatch removes them', async () => {
  const first = await watched();
  await standing();
  const made = service.hooks();
  first.child.kill('SIGTERM');
  await first.exited;

  const second = await watched();
  const { stdout } = await run('check', '--data', data(), '--connection', 'docs');
  expect(JSON.parse(stdout)).toMatchObject({
    type: 'checked',
    connection: 'docs',
    findings: [],
    state: { canary: 'passed' },
  });
  expect(service.hooks()).toEqual(made);

  const foreign = service.addForeignHooks(1);
  const ended = await unwatch();
  const { removed, ...line } = JSON.parse(ended.stdout);
  expect(line).toEqual({ type: 'unwatched', connection: 'docs', left: [] });
  expect(removed.toSorted()).toEqual(made.map((hook) => hook.id).toSorted());
  expect(service.hooks()).toEqual(foreign);
  second.child.kill('SIGTERM');
  expect(await second.exited).toBe(0);
}, 30_000);

test('a file that names another document leaves no hook behind at the one before', async () => {
  const first = await watched();
  await standing();
  first.child.kill('SIGTERM');
  await first.exited;
  const { fileToken } = service.document();
  const other = config(
    [
      {
        id: 'docs',
        source: 'kdocs',
        config: { fileToken: `${fileToken}2`, apiBase: service.url },
        secrets: { accessToken: service.issueToken().accessToken },
        watch: [{ sheetId: 1, kinds }],
      },
    ],
    { publicAddress: { kind: 'own', url: `http://127.0.0.1:${port}` } },
  );
  const second = await serve('--config', other, '--port', String(port));
  expect(types()).toEqual([]);
  second.child.kill('SIGTERM');
  await second.exited;
}, 30_000);

test('without a running instance it takes the config file that was served last', async () => {
  const first = await watched();
  await standing();
  first.child.kill('SIGKILL');
  await first.exited;
  expect(JSON.parse((await unwatch()).stdout)).toMatchObject({ type: 'unwatched', left: [] });
  expect(service.hooks()).toEqual([]);
}, 30_000);

test('a hook that stays is named, and never called removed', async () => {
  await watched();
  await standing();
  service.oddities.deletion = { kind: 'lies' };
  const ids = service.hooks().map((hook) => hook.id);
  const ended = await unwatch();
  expect(ended).toMatchObject({ code: 1 });
  expect(JSON.parse(ended.stdout)).toMatchObject({ removed: [] });
  for (const id of ids) expect(ended.stderr).toContain(id);
}, 30_000);

test('with nothing to go by, it says what to do', async () => {
  const { child, exited } = await serve();
  child.kill('SIGTERM');
  await exited;
  const ended = await unwatch();
  expect(ended).toMatchObject({ code: 1, stdout: '' });
  expect(ended.stderr).toContain('--config');
});

test('a watch that the file no longer names is ended at the next start', async () => {
  const first = await watched();
  await standing();
  first.child.kill('SIGTERM');
  await first.exited;
  await serve('--config', file({}), '--port', String(port));
  await expect.poll(types, { timeout: 8000 }).toEqual([]);
}, 30_000);

test('every fault of a watch is named at once', async () => {
  const path = file({
    watch: [{ sheetId: 'x', kinds: ['made'] }, { sheet: 1 }],
    subscriptions: [{ event: 'records/create', sheetId: 1 }],
  });
  const { stderr } = await failing('serve', '--config', path);
  for (const place of ['watch', 'watch[0].sheetId', 'watch[0].kinds[0]', 'watch[1].sheetId']) {
    expect(stderr).toContain(`  connections[0].${place}: `);
  }
});

test('a service without a planner takes no watch', async () => {
  const crm = { id: 'crm', source: 'seatable', watch: [{ tableId: '1', kinds: ['created'] }] };
  const { stderr } = await failing('serve', '--config', config([crm]));
  expect(stderr).toContain('connections[0].watch[0]: ');
});
