// Signing in through the system browser: over real HTTP, with a browser that the test plays.
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectionCalls } from '#core/api/connection-calls';
import { createBudget } from '#core/budget/budget';
import { createDirectory } from '#core/connections/directory';
import type { Registry } from '#core/connections/registry';
import { createServiceDesk } from '#core/connections/service-desk';
import { createSignIns } from '#core/connections/sign-in';
import { createHttp } from '#core/http';
import { ids, clock as realClock } from '#core/machine';
import { createMemoryVault } from '#core/memory-vault';
import type { Clock } from '#core/ports';
import { createPushDesk } from '#core/pushes';
import type { ConnectionDraft, SignInView } from '#shared/connection';
import { err, ok } from '#shared/result';
import { createControlledClock } from '#simulators/clock';
import { makeStore } from '../store/make';
import { expectOk } from './desk';
import { type StandInService, standInSource, startStandIn } from './stand-in-service';

let service: StandInService;
let desk: Awaited<ReturnType<typeof openDesk>>;
beforeEach(async () => {
  service = await startStandIn();
  desk = await openDesk(realClock);
});
afterEach(async () => {
  desk.signIns.stop();
  await service.close();
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo; // it listens on a port
  await new Promise((done) => server.close(done));
  return port;
}

async function openDesk(clock: Clock) {
  const port = await freePort();
  const store = makeStore();
  const vault = createMemoryVault();
  const source = standInSource(port);
  const sources = [source];
  const directory = createDirectory({ store, vault, sources });
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const budget = createBudget({ store, clock, log });
  const http = createHttp(fetch);
  const services = createServiceDesk({
    store,
    vault,
    directory,
    budget,
    clock,
    http,
    random: () => 0.5,
    onRenewed: () => {},
  });
  const pushes = createPushDesk();
  const views: SignInView[] = [];
  pushes.listen((push) => {
    if (push.name === 'signIn') views.push(push.payload);
  });
  const opened: string[] = [];
  const engine = { clock, ids, log, pushes, store, vault, directory, services, sources };
  const signIns = createSignIns({
    ...engine,
    browser: { open: (url) => void opened.push(url) },
    locale: () => 'fr',
  });
  const saved: ConnectionDraft[] = [];
  const unused = () => {
    throw new Error('not asked for here');
  };
  const registry: Registry = {
    async change(draft) {
      saved.push(draft);
      return err({ code: 'not-found' });
    },
    save: unused,
    list: unused,
    view: unused,
    remove: unused,
    addSubscription: unused,
    removeSubscription: unused,
    entered: unused,
    changed: unused,
  };
  const calls = connectionCalls(engine, registry, signIns, { check: unused }, { again: unused });
  const account = {
    source: 'kdocs' as const,
    config: { server: service.url },
    secrets: { appKey: 'k1' },
  };
  return { port, signIns, views, opened, account, calls, saved, store, vault, directory };
}

/** Follows the consent page as a browser does. */
function comeBack(view: SignInView, answer: string): Promise<Response> {
  const page = new URL(view.page).searchParams;
  const state = encodeURIComponent(page.get('state') ?? '');
  return fetch(`${page.get('redirect_uri')}?${answer.replace('STATE', state)}`);
}

const signIn = async () => expectOk(await desk.signIns.start(desk.account));

describe('a sign-in', () => {
  it('opens the consent page, takes the code once, and says in the person’s language that it is done', async () => {
    const view = await signIn();
    expect(view).toMatchObject({
      state: 'waiting',
      redirectUri: `http://127.0.0.1:${desk.port}/callback`,
    });
    expect(desk.opened).toEqual([view.page]);
    const answer = await comeBack(view, 'code=abc&state=STATE');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await answer.text()).toContain('Vous êtes connecté');
    expect(service.asked).toEqual(['GET /token?code=abc&key=k1']);
    expect(desk.views).toMatchObject([{ id: view.id, state: 'done', problem: null }]);
    expect(desk.signIns.secrets(view.id)).toMatchObject({ token: 't2', refresh: 'r1' });
    // It waits no more: the port is closed.
    await expect(comeBack(view, 'code=abc&state=STATE')).rejects.toThrow();
  });

  it('ignores whoever does not bring its state, and goes on waiting', async () => {
    const view = await signIn();
    expect((await comeBack(view, 'code=evil&state=guess')).status).toBe(400);
    expect((await comeBack(view, 'code=evil')).status).toBe(400);
    expect(desk.views).toMatchObject([
      { state: 'waiting', problem: { code: 'sign-in-foreign' } },
      { state: 'waiting', problem: { code: 'sign-in-foreign' } },
    ]);
    expect(service.asked).toEqual([]);
    await comeBack(view, 'code=abc&state=STATE');
    expect(desk.views.at(-1)).toMatchObject({ state: 'done', problem: null });
  });

  it('answers nothing but its own address, by its own name and with GET', async () => {
    const view = await signIn();
    const state = new URL(view.page).searchParams.get('state');
    const statusOf = (method: string, path: string, host = `127.0.0.1:${desk.port}`) =>
      new Promise<number | undefined>((done, fail) => {
        send({ host: '127.0.0.1', port: desk.port, method, path, headers: { host } }, (answer) => {
          answer.resume();
          done(answer.statusCode);
        })
          .on('error', fail)
          .end();
      });
    const right = `/callback?code=abc&state=${state}`;
    expect(await statusOf('GET', '/favicon.ico')).toBe(404);
    expect(await statusOf('GET', `/callback/x?code=abc&state=${state}`)).toBe(404);
    expect(await statusOf('POST', right)).toBe(404);
    expect(await statusOf('GET', right, `localhost:${desk.port}`)).toBe(404);
    expect(await statusOf('GET', right, 'evil.example')).toBe(404);
    expect(service.asked).toEqual([]);
    expect(await statusOf('GET', right)).toBe(200);
  });

  it('that the person refuses is over', async () => {
    const view = await signIn();
    await comeBack(view, 'error=access_denied&state=STATE');
    expect(desk.views).toMatchObject([{ state: 'failed', problem: { code: 'sign-in-refused' } }]);
    expect(desk.signIns.secrets(view.id)).toBeNull();
    expect(service.asked).toEqual([]);
  });

  it('whose code the service does not take says why, on the page too', async () => {
    service.agrees = false;
    const view = await signIn();
    const page = await (await comeBack(view, 'code=old&state=STATE')).text();
    expect(page).toContain('5 minutes');
    expect(desk.views).toMatchObject([{ state: 'failed', problem: { code: 'code-expired' } }]);
  });

  it('says that its port is taken', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(desk.port, '127.0.0.1', done));
    expect(await desk.signIns.start(desk.account)).toEqual({
      ok: false,
      error: { code: 'sign-in-port', params: { port: desk.port } },
    });
    expect(desk.opened).toEqual([]);
    await new Promise((done) => other.close(done));
    expect((await desk.signIns.start(desk.account)).ok).toBe(true);
  });

  it('gives way to a newer one on the same port', async () => {
    const [first, second] = await Promise.all([signIn(), signIn()]);
    expect(desk.views).toMatchObject([
      { id: first.id, state: 'failed', problem: { code: 'sign-in-gone' } },
    ]);
    expect((await comeBack(first, 'code=abc&state=STATE')).status).toBe(400);
    expect((await comeBack(second, 'code=abc&state=STATE')).status).toBe(200);
  });

  it('can be given up', async () => {
    const view = await signIn();
    desk.signIns.cancel(view.id);
    await expect(comeBack(view, 'code=abc&state=STATE')).rejects.toThrow();
    expect(service.asked).toEqual([]);
  });

  it('ends after five minutes', async () => {
    const clock = createControlledClock(Date.now());
    desk = await openDesk(clock);
    const view = await signIn();
    clock.advance(5 * 60_000 - 1);
    expect(desk.views).toEqual([]);
    clock.advance(1);
    expect(desk.views).toMatchObject([
      { state: 'failed', problem: { code: 'sign-in-timeout', params: { minutes: 5 } } },
    ]);
    await expect(comeBack(view, 'code=abc&state=STATE')).rejects.toThrow();
  });

  it('names a setting that is wrong before any page is opened', async () => {
    const wrong = await desk.signIns.start({ ...desk.account, config: {} });
    expect(wrong).toMatchObject({
      ok: false,
      error: { code: 'input-invalid', params: { path: 'config.server' } },
    });
    const unknown = await desk.signIns.start({ ...desk.account, secrets: { pin: '1' } });
    expect(unknown).toMatchObject({ ok: false, error: { code: 'secret-name-unknown' } });
    expect(desk.opened).toEqual([]);
  });
});

describe('what a sign-in brought', () => {
  async function signedIn() {
    const view = await signIn();
    await comeBack(view, 'code=abc&state=STATE');
    return view.id;
  }
  const page = { search: '', cursor: null };

  it('lets the person look around before anything is saved', async () => {
    const signInId = await signedIn();
    const bases = await desk.calls['connections.bases']({
      ...desk.account,
      ...page,
      signInId,
      search: 'De',
    });
    expect(bases).toEqual(ok({ bases: [{ id: 'b1', name: 'Deals' }], next: null }));
    expect(service.asked.at(-1)).toBe('GET /bases?base=-&search=De&cursor=');
    const without = await desk.calls['connections.bases']({ ...desk.account, ...page });
    expect(without).toMatchObject({ ok: false, error: { code: 'token-expired' } });
  });

  it('goes into the connection that is saved with it', async () => {
    const signInId = await signedIn();
    const draft = {
      ...desk.account,
      name: 'Sales',
      secrets: { appKey: 'k1', token: 'typed before' },
    };
    await desk.calls['connections.save']({ ...draft, signInId });
    expect(desk.saved[0]?.secrets).toMatchObject({ appKey: 'k1', token: 't2', refresh: 'r1' });
    const gone = await desk.calls['connections.save']({ ...draft, signInId: 'another' });
    expect(gone).toEqual(err({ code: 'sign-in-gone' }));
  });
});

it('looks around with the credentials of a connection, renewed on the way, or with others over them', async () => {
  desk.store.connections.save({
    id: 'c1',
    source: 'kdocs',
    name: 'Sales',
    config: { server: service.url, base: 'b1' },
    secretNames: ['token', 'refresh'],
    demo: false,
    watch: [],
  });
  desk.vault.set('connection/c1/token', 'old');
  desk.vault.set('connection/c1/refresh', 'r1');
  desk.directory.reload();
  const draft = {
    source: 'kdocs' as const,
    config: {},
    connectionId: 'c1',
    search: '',
    cursor: 'n2',
  };
  const renewed = await desk.calls['connections.bases']({ ...draft, secrets: {} });
  expect(renewed.ok).toBe(true);
  expect(service.asked.at(-1)).toBe('GET /bases?base=b1&search=&cursor=n2');
  expect(desk.vault.get('connection/c1/token')).toBe('t2');
  const typed = await desk.calls['connections.bases']({ ...draft, secrets: { token: 'wrong' } });
  expect(typed).toMatchObject({ ok: false, error: { code: 'token-expired' } });
});
