// The open platform of Feishu as far as the app uses it, over real HTTP and web sockets on a free port of this machine.
import Fastify from 'fastify';
import { createChance } from '../chance';
import { createSystemClock, type SimulatorClock } from '../clock';
import { createJournal, type Journal } from '../kdocs/journal';
import { type Reply, refusals } from './answers';
import { createBase, type SimulatedBase, type Told } from './base';
import { createDeliverer, type Sending } from './delivery';
import { createLongConnections, type LongConnections } from './long-connection';
import { type Ask, type Route, routes, type World } from './rest';
import { sampleBase, samplePeople, sampleTable } from './sample-base';
import { envelopeOf, type WebhookApp } from './sender';
import { checkUrl, pushEvent } from './webhook';

export const sampleApp = { appId: 'cli_9f5343c580712544', appSecret: 'sim-secret-4f1d2c' } as const;
/** ms */
const tokenLasts = 2 * 3_600_000;

interface Call {
  readonly route: string;
  readonly path: string;
  /** HTTP status and code of the answer. */
  readonly status: number;
  readonly code: number;
}
type Fault =
  /** Any answer in place of the true one. */
  | { readonly kind: 'reply'; readonly reply: Reply }
  /** The connection ends without an answer. */
  | { readonly kind: 'cut' };

export interface FeishuOptions {
  readonly clock?: SimulatorClock;
  /** From 0 up to 1; the same numbers give the same ids and people in the base, and the same events. */
  readonly random?: () => number;
  /** For what happens on the way: which client gets an event, and the ids of tokens and messages. */
  readonly roadRandom?: () => number;
}
export interface FeishuService {
  readonly url: string;
  readonly calls: Journal<Call>;
  readonly sendings: Journal<Sending>;
  readonly connections: LongConnections;
  base(): SimulatedBase;
  /** Further bases, without rows. @returns their tokens */
  addBases(count: number): readonly string[];
  /** The token of a wiki's page that stands for the base. */
  readonly wikiToken: string;
  /** Whether the app is subscribed to the base, and a way to lose that. */
  readonly subscribed: Set<string>;
  /** Saves a request URL, as the console does: only when it answers the check. The app then has no long connection. */
  setWebhook(url: string, app: WebhookApp): Promise<boolean>;
  /** So many tries of each event fail on the way, from now on: it comes late, by the service's plan of tries. */
  delay(tries: number): void;
  /** Sends the last event once more, with its id. */
  repeatLast(): void;
  /** The next call of a route goes wrong. */
  fault(route: string, fault: Fault, times?: number): void;
  /** No call goes wrong any more. */
  mend(): void;
  /** All tokens given out end. */
  endTokens(): void;
  close(): Promise<void>;
}

export async function createFeishuService(options: FeishuOptions = {}): Promise<FeishuService> {
  const clock = options.clock ?? createSystemClock();
  const story = createChance(options.random ?? Math.random);
  const chance = createChance(options.roadRandom ?? Math.random);
  const calls = createJournal<Call>();
  const sendings = createJournal<Sending>();
  const connections = createLongConnections(clock, chance);
  const deliverer = createDeliverer(clock, sendings);
  const tokens = new Map<string, number>();
  const faults: { route: string; fault: Fault; left: number }[] = [];
  const minutes = new Map<string, readonly number[]>();
  let webhook: { readonly url: string; readonly app: WebhookApp } | null = null;
  let last = () => {};
  let serial = 0;

  const newBase = (about: { readonly token: string; readonly name: string }) =>
    createBase(
      { chance: story, now: clock.now, people: samplePeople, tell },
      { ...about, table: sampleTable() },
    );
  const base = newBase(sampleBase);
  const bases = new Map([[base.token, base]]);
  const wikiToken = 'wikcnKQ1k3pcuo5uSK4t8Vsim01';
  const world: World = {
    bases,
    subscribed: new Set(),
    wiki: new Map([
      [wikiToken, { type: 'bitable', token: base.token }],
      ['wikcnDocumentSim0000001', { type: 'docx', token: 'doxcnSim' }],
    ]),
    serial: () => ++serial,
  };

  function tell(of: SimulatedBase, { type, event }: Told): void {
    if (!world.subscribed.has(of.token)) return;
    const eventId = story.id(32).toLowerCase();
    const about = { eventId, appId: sampleApp.appId, now: clock.now() };
    const road = webhook;
    const attempt = async () => {
      if (road) {
        const token = road.app.verificationToken ?? '';
        return pushEvent(road.url, envelopeOf(type, event, { ...about, token }), road.app);
      }
      // Seen empty on the long connection: https://github.com/larksuite/oapi-sdk-go/issues/195
      const envelope = envelopeOf(type, event, { ...about, token: '' });
      return connections.send(chance.id(20), Buffer.from(envelope, 'utf8'));
    };
    last = () => deliverer.send({ eventId, type }, attempt);
    last();
  }

  function isOver({ name, perMinute }: Route): boolean {
    if (perMinute === undefined) return false;
    const recent = (minutes.get(name) ?? []).filter((at) => clock.now() - at < 60_000);
    minutes.set(name, [...recent, clock.now()]);
    return recent.length >= perMinute;
  }

  function answer(route: Route, authorization: string | undefined, ask: Ask): Reply {
    if (!authorization) return refusals.noToken;
    const endsAt = tokens.get(authorization.replace('Bearer ', ''));
    if (endsAt === undefined || endsAt <= clock.now()) return refusals.badToken;
    return isOver(route) ? refusals.tooMany : route.handle(world, ask);
  }

  function tokenFor(body: Ask['body']): Reply {
    if (body.app_id !== sampleApp.appId) return refusals.badApp;
    if (body.app_secret !== sampleApp.appSecret) return refusals.badSecret;
    const token = `t-${chance.id(30)}`;
    tokens.set(token, clock.now() + tokenLasts);
    // At the top level, unlike every other answer.
    const content = { code: 0, msg: 'ok', tenant_access_token: token, expire: tokenLasts / 1000 };
    return { status: 200, body: content };
  }

  function endpoint(body: Ask['body'], host: string): Reply {
    const reply = (code: number, msg: string, data: unknown) => ({
      status: 200,
      body: { code, msg, data },
    });
    if (body.AppID !== sampleApp.appId || body.AppSecret !== sampleApp.appSecret) {
      return reply(514, 'auth failed', {});
    }
    if (webhook) return reply(403, 'forbidden', {});
    const { limit } = connections.settings;
    if (connections.count() >= limit) return reply(1_000_040_350, 'exceed conn limit', {});
    const ClientConfig = connections.config();
    return reply(0, '', { URL: connections.address(host), ClientConfig });
  }

  const app = Fastify({ forceCloseConnections: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => done(null, text));
  const serve = (
    method: Route['method'],
    path: string,
    name: string,
    work: (ask: Ask, headers: Readonly<Record<string, string | undefined>>) => Reply,
  ) =>
    app.route({
      method,
      url: path,
      handler(request, response) {
        const { pathname, searchParams } = new URL(request.url, 'http://x');
        const fault = faults.find((one) => one.left > 0 && one.route === name);
        if (fault) fault.left -= 1;
        if (fault?.fault.kind === 'cut') {
          calls.add({ route: name, path: pathname, status: 0, code: 0 });
          response.hijack();
          response.raw.destroy();
          return;
        }
        const { authorization, host } = request.headers;
        // Fastify does not know which names the path has; each is a text.
        const params = request.params as Record<string, string>;
        const ask = { params, query: searchParams, body: bodyOf(request.body) };
        const reply = fault ? fault.fault.reply : work(ask, { authorization, host });
        const code = codeOf(reply.body);
        calls.add({ route: name, path: pathname, status: reply.status, code });
        response.code(reply.status).headers({ ...reply.headers });
        response.type('application/json; charset=utf-8').send(JSON.stringify(reply.body));
      },
    });
  for (const route of routes) {
    serve(route.method, route.path, route.name, (ask, { authorization }) =>
      answer(route, authorization, ask),
    );
  }
  const tokenPath = '/open-apis/auth/v3/tenant_access_token/internal';
  serve('POST', tokenPath, 'token', ({ body }) => tokenFor(body));
  serve('POST', '/callback/ws/endpoint', 'endpoint', ({ body }, { host = '' }) =>
    endpoint(body, host),
  );
  app.server.on('upgrade', connections.upgrade);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });

  return {
    url,
    calls,
    sendings,
    connections,
    wikiToken,
    base: () => base,
    addBases: (count) =>
      Array.from({ length: count }, (_, place) => {
        const more = newBase({ token: `bascn${story.id(20)}`, name: `Base ${place}` });
        bases.set(more.token, more);
        return more.token;
      }),
    subscribed: world.subscribed,
    async setWebhook(address, by) {
      if (!(await checkUrl(address, by, chance.id(16)))) return false;
      webhook = { url: address, app: by };
      connections.drop('close');
      return true;
    },
    delay(tries) {
      deliverer.late = tries;
    },
    repeatLast: () => last(),
    fault(route, fault, times = 1) {
      faults.push({ route, fault, left: times });
    },
    mend() {
      faults.length = 0;
    },
    endTokens: () => tokens.clear(),
    async close() {
      deliverer.stop();
      connections.drop();
      app.server.closeAllConnections();
      await app.close();
    },
  };
}

function bodyOf(text: unknown): Readonly<Record<string, unknown>> {
  if (typeof text !== 'string' || text === '') return {};
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function codeOf(body: unknown): number {
  return typeof body === 'object' && body !== null && 'code' in body ? Number(body.code) : 0;
}
