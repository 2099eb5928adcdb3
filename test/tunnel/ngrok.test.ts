// The public address over ngrok as the engine keeps it: proved, carried through, and refused in every way the service knows.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { connectSeaTable, expectOk, seatableEdit } from '../integration/desk';
import { config, serve } from '../integration/program';
import {
  address,
  choose,
  desk,
  domain,
  exits,
  online,
  place,
  send,
  service,
  status,
  token,
  until,
} from './ngrok-desk';
import { askPublicly } from './ngrok-service/public-request';
import { bindRefusals, edgeRefusals, loginRefusals } from './ngrok-service/refusals';
import { createNgrokService } from './ngrok-service/service';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

test('is online once proved, carries requests to the receiver, and lets go when switched off', async () => {
  const callbackUrl = await connectSeaTable(desk);
  const url = await online();
  expect(url).toBe(`https://${domain}`);
  expect((await status()).publicUrl).toBe(url);
  expect(service.facts.count('request')).toBe(1); // our own question
  expect(service.bindings()).toMatchObject([{ domain, forwardsTo: `${desk.url}/` }]);

  const { pathname } = new URL(callbackUrl);
  expect(await send(url + pathname, seatableEdit('r1', 'a', 'b'))).toBe(200);
  expect(await desk.sawEvents(1)).toHaveLength(1);
  expect(await send(`${url}/in/unknown`, '{}')).toBe(404);
  expect((await askPublicly(service, domain, '/probe/guess')).status).toBe(404);

  expectOk(await desk.core.api['settings.set']({ publicAddress: null }));
  await service.facts.waitFor('disconnect');
  await Promise.all(exits);
  expect(service.bindings()).toEqual([]);
  expect((await status()).tunnel).toEqual({ kind: 'off' });
});

test('sixty bodies at once arrive whole', async () => {
  const { pathname } = new URL(await connectSeaTable(desk));
  const url = await online();
  const wide = 'x'.repeat(150_000);
  const bodies = Array.from({ length: 60 }, (_, index) =>
    seatableEdit(`r${index}`, 'a', `${wide}${index}`),
  );
  const answers = await Promise.all(bodies.map((body) => send(url + pathname, body)));
  expect(answers.every((answer) => answer === 200)).toBe(true);
  await desk.sawEvents(60);
  const all = { state: null, connectionId: null, beforeSeq: null, limit: 500 };
  const deliveries = expectOk(await desk.core.api['deliveries.list'](all));
  const kept = await Promise.all(
    deliveries.map(async ({ id }) => expectOk(await desk.core.api['deliveries.get']({ id })).body),
  );
  expect(kept.map(hash).sort()).toEqual(bodies.map(hash).sort());
});

describe('says what is wrong, and whether it tries again', () => {
  test.each([
    ['no authtoken', loginRefusals.noToken, 'ngrok-token-missing', 'failed'],
    ['a malformed one', loginRefusals.malformedToken, 'ngrok-token-malformed', 'failed'],
    ['an unknown one', loginRefusals.invalidToken, 'ngrok-token-wrong', 'failed'],
    ['a revoked one', loginRefusals.revokedToken, 'ngrok-token-revoked', 'failed'],
    ['an SDK too old', loginRefusals.oldAgent, 'ngrok-version-old', 'failed'],
    ['too many sessions', loginRefusals.sessionLimit, 'ngrok-session-limit', 'retrying'],
  ])('%s', async (_name, refusal, code, kind) => {
    service.faults.login = refusal;
    await choose();
    const state = await until((one) => one.kind === 'failed' || one.kind === 'retrying');
    expect(state).toMatchObject({ kind, problem: { code } });
    expect(JSON.stringify(await status())).not.toContain(token);
  });

  test.each([
    ['a domain in use', bindRefusals.online, 'ngrok-domain-busy', 'retrying'],
    ['one of another account', bindRefusals.foreign, 'ngrok-domain-foreign', 'failed'],
    ['one not reserved', bindRefusals.notReserved, 'ngrok-domain-unreserved', 'failed'],
  ])('%s', async (_name, refusal, code, kind) => {
    service.faults.domains.set(domain, refusal);
    await choose();
    const state = await until((one) => one.kind === 'failed' || one.kind === 'retrying');
    expect(state).toMatchObject({ kind, problem: { code } });
  });

  test.each([
    ['rate', 'ngrok-quota-rate'],
    ['dataOfTheMonth', 'ngrok-quota-data'],
    ['connectionsOfTheMonth', 'ngrok-quota-connections'],
    ['requestsOfTheMonth', 'ngrok-quota-month'],
    ['requestsOfTheMinute', 'ngrok-quota-minute'],
    ['offline', 'ngrok-endpoint-offline'],
    ['agentLost', 'ngrok-edge-lost-agent'],
    ['receiverLost', 'ngrok-agent-lost-receiver'],
    ['browserPage', 'ngrok-browser-page'],
  ] as const)('the edge refuses: %s', async (name, code) => {
    service.faults.edge = edgeRefusals[name];
    await choose();
    const state = await until('retrying');
    expect(state).toMatchObject({ problem: { code } });
    await service.facts.waitFor('disconnect');
  });

  test.each([
    ['nobody there', { serverAddr: '127.0.0.1:1' }, 'ngrok-no-network', 'retrying'],
    ['a certificate of a stranger', { ca: 'ngrok' }, 'ngrok-tls-refused', 'retrying'],
    ['no such file', { ca: { file: '/nowhere/ca.pem' } }, 'ngrok-ca-unreadable', 'failed'],
  ] as const)('%s', async (_name, change, code, kind) => {
    await choose(change);
    const state = await until((one) => one.kind === 'failed' || one.kind === 'retrying');
    expect(state).toMatchObject({ kind, problem: { code } });
  });

  test('a token is asked for before anything is started, and a new one is tried at once', async () => {
    expectOk(await desk.core.api['tunnel.keepSecret']({ name: 'ngrok-authtoken', value: '' }));
    await choose();
    expect(await until('failed')).toMatchObject({ problem: { code: 'ngrok-token-missing' } });
    expect(exits).toHaveLength(0);
    expect((await status()).problems).toContainEqual({ code: 'ngrok-token-missing' });
    expectOk(await desk.core.api['tunnel.keepSecret']({ name: 'ngrok-authtoken', value: token }));
    await until('online');
  });

  test('a secret of another way does not touch the link', async () => {
    await online();
    expectOk(await desk.core.api['tunnel.keepSecret']({ name: 'ssh-passphrase', value: 'x' }));
    expectOk(await desk.core.api['tunnel.retry']({}));
    expect((await status()).tunnel.kind).toBe('online');
    expect(exits).toHaveLength(1);
  });
});

/** One that has ended may stay in the list until somebody asks how. */
function isRunning(pid: string | undefined): boolean {
  const file = `/proc/${pid}/status`;
  return existsSync(file) && !/^State:\s+[ZX]/m.test(readFileSync(file, 'utf8'));
}

test.runIf(existsSync('/proc/self/task'))(
  'the command line says how its address does, and when it is killed nothing is left behind',
  async () => {
    const door = await createNgrokService({ announce: 'door' });
    writeFileSync(join(place, 'ca.pem'), door.ca);
    const publicAddress = address({ serverAddr: door.agentAddress });
    const served = await serve(
      '--config',
      config([], { publicAddress, tunnel: { authtoken: token } }),
    );
    expect(await served.nextLine()).toEqual({ type: 'address', state: { kind: 'connecting' } });
    expect(await served.nextLine()).toMatchObject({
      type: 'address',
      state: { kind: 'online', url: await door.edgeUrl(domain) },
    });
    const { pid } = served.child;
    const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
    expect(isRunning(child)).toBe(true);
    served.child.kill('SIGKILL');
    await door.facts.waitFor('disconnect');
    expect(door.bindings()).toEqual([]);
    await expect.poll(() => isRunning(child)).toBe(false);
    await door.close();
  },
);
