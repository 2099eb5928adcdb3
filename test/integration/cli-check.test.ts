// `check`, `status` and `unwatch` of a watched document: what is wrong is said in words, and the exit code goes by it.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createKdocsService, type KdocsService } from '#simulators/kdocs/service';
import { config, data, freePort, run, serve } from './program';

let service: KdocsService;
let port: number;
beforeEach(async () => {
  service = await createKdocsService();
  port = await freePort();
});
afterEach(() => service.close());

interface Wrong {
  readonly sheetId?: number;
  readonly fileToken?: string;
  readonly accessToken?: string;
  readonly publicAddress?: object | null;
}
const kinds = ['created', 'updated', 'deleted'];

function file(wrong: Wrong = {}): string {
  const url = `http://127.0.0.1:${port}`;
  const { publicAddress = { kind: 'own', url } } = wrong;
  return config(
    [
      {
        id: 'docs',
        source: 'kdocs',
        config: {
          fileToken: wrong.fileToken ?? service.document().fileToken,
          apiBase: service.url,
        },
        secrets: { accessToken: wrong.accessToken ?? service.issueToken().accessToken },
        watch: [{ sheetId: wrong.sheetId ?? 1, kinds }],
      },
    ],
    publicAddress === null ? {} : { publicAddress },
  );
}

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}
async function end(command: string, ...more: string[]): Promise<Ended> {
  return run(command, '--data', data(), ...more).then(
    (outcome) => ({ code: 0, ...outcome }),
    (error: Ended) => error,
  );
}
const check = async () => {
  const { code, stdout, stderr } = await end('check', '--connection', 'docs');
  return { code, stderr, ...JSON.parse(stdout) };
};
const watched = (wrong?: Wrong) => serve('--config', file(wrong), '--port', String(port));
const standing = () =>
  expect.poll(() => service.hooks().length, { timeout: 8000 }).toBeGreaterThan(1);

test('all stands: nothing is said, and the code is 0', async () => {
  await watched();
  await standing();
  expect(await check()).toMatchObject({ code: 0, findings: [], problems: [], stderr: '' });
}, 30_000);

test.each([
  ['a wrong token', { accessToken: 'nonsense' }, 'sign-in-needed'],
  ['an unknown document', { fileToken: 'nowhere' }, 'service-'],
  ['an unknown table', { sheetId: 99 }, 'service-not-found'],
  ['no public address', { publicAddress: null }, 'public-address-missing'],
] as const)(
  '%s is said in a sentence',
  async (_, wrong, code) => {
    await watched(wrong);
    const told = await check();
    expect(told.code).toBe(1);
    expect(told.problems[0].code).toContain(code);
    expect(told.problems[0].text).toMatch(/\w+ \w+.*\.$|\d/);
    expect(told.stderr).toContain(told.problems[0].text);
  },
  30_000,
);

test('a service that is gone is said by check and status, and unwatch names what is left', async () => {
  await watched();
  await standing();
  const ids = service.hooks().map((hook) => hook.id);
  await service.close();
  const told = await check();
  expect(told).toMatchObject({ code: 1, problems: [{ code: 'service-unreachable' }] });

  const status = JSON.parse((await end('status')).stdout);
  expect(status).toMatchObject({ running: true, health: 'attention' });
  expect(status.problems[0].text).toContain('does not answer');
  expect(status.connections[0]).toMatchObject({ id: 'docs', health: 'attention' });
  expect(status.connections[0].problems[0].text).toContain('does not answer');
  expect(status.meters[0]).toMatchObject({ source: 'kdocs', state: 'enough' });

  const ended = await end('unwatch', '--connection', 'docs');
  expect(ended.code).toBe(1);
  const line = JSON.parse(ended.stdout);
  expect(line).toMatchObject({ removed: [], problems: [{ code: 'service-unreachable' }] });
  expect(line.left.toSorted()).toEqual(ids.toSorted());
  for (const id of ids) expect(ended.stderr).toContain(id);
  service = await createKdocsService();
}, 60_000);

test('a finding is said in words, in the language of the person', async () => {
  await watched();
  await standing();
  service.removeHooks((hook) => hook.type === 'dbt.records.create');
  const name = service.document().sheets.get(1)?.name;
  process.env.LC_ALL = 'zh_CN.UTF-8';
  const told = await check().finally(() => Reflect.deleteProperty(process.env, 'LC_ALL'));
  expect(told).toMatchObject({
    code: 0,
    findings: [
      {
        kind: 'missing',
        state: 'mended',
        tableName: name,
        text: `已自动修复：${name}：服务端缺少一个 Webhook。`,
      },
    ],
  });
}, 30_000);

test('a connection that is not there names those that are, and unwatch tells of the config file', async () => {
  await watched();
  await standing();
  const nobody = await end('check', '--connection', 'dosc');
  expect(nobody).toMatchObject({ code: 1, stdout: '' });
  expect(nobody.stderr).toContain('There are: docs.');
  const ended = await end('unwatch', '--connection', 'docs');
  expect(ended.code).toBe(0);
  expect(ended.stderr).toContain('`watch`');
}, 30_000);

test('without a running instance, status says what is stored', async () => {
  const { child, exited } = await serve();
  child.kill('SIGTERM');
  await exited;
  expect(JSON.parse((await end('status')).stdout)).toMatchObject({ running: false, events: 0 });
}, 30_000);
