// The HTTP side: records every call, lets ordered faults happen, checks token, scope and quota, and answers.
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Call, recordedQuery } from './calls';
import { errors } from './errors';
import type { Fault, PlannedFault } from './faults';
import { deletionPlace, deletionRoute } from './hook-routes';
import type { OpenJournal } from './journal';
import type { Quota } from './quota';
import { type Answer, type Ask, type GrantedAsk, type Route, refusal, type World } from './route';

interface Needs {
  readonly world: World;
  readonly routes: readonly Route[];
  readonly quota: Quota;
  readonly calls: OpenJournal<Call>;
  readonly takeFault: (call: Call) => PlannedFault | undefined;
}
export interface KdocsServer {
  readonly url: string;
  close(): Promise<void>;
}

type AnyRoute = Pick<Route, 'name'> & { run: (ask: Ask) => Answer | Promise<Answer> };

/** @param port 0 for a free one */
export async function startServer(needs: Needs, port: number): Promise<KdocsServer> {
  const { world, routes } = needs;
  const app = Fastify({
    bodyLimit: 50_000_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 500 },
  });
  // The samples of the webhook pages send JSON without saying so (curl then calls it a form).
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

  for (const route of routes) {
    app.route({
      method: route.method,
      url: route.path,
      handler: (request, reply) =>
        serve(needs, { name: route.name, run: (ask) => run(needs, route, ask) }, request, reply),
    });
  }
  // The path of the cancelling call is a switch that may turn while the service runs, so it is matched here.
  app.setNotFoundHandler((request, reply) => {
    const place = deletionPlace(world.oddities);
    const params = paramsOf(place.path, new URL(request.url, 'http://x').pathname);
    const deletion = deletionRoute(world);
    const route: AnyRoute =
      request.method === place.method && params
        ? { name: deletion.name, run: (ask) => runWithToken(needs, deletion, { ...ask, params }) }
        : {
            name: 'unknown',
            run: () => ({ ...refusal(errors.noSuchCall, world.oddities), status: 404 }),
          };
    return serve(needs, route, request, reply);
  });

  const url = await app.listen({ host: '127.0.0.1', port });
  return {
    url,
    async close() {
      app.server.closeAllConnections();
      await app.close();
    },
  };
}

/** @returns the values of `:names` in a path, or undefined when it does not fit */
function paramsOf(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const wanted = template.split('/');
  const parts = path.split('/');
  const fits =
    wanted.length === parts.length &&
    wanted.every((name, place) => name.startsWith(':') || name === parts[place]);
  return fits
    ? Object.fromEntries(
        wanted.flatMap((name, place) =>
          name.startsWith(':') ? [[name.slice(1), decodeURIComponent(parts[place] ?? '')]] : [],
        ),
      )
    : undefined;
}

function run(needs: Needs, route: Route, ask: Ask): Answer | Promise<Answer> {
  return route.kind === 'open' ? route.handle(ask) : runWithToken(needs, route, ask);
}

/** The token is taken from the query alone: https://developer.kdocs.cn/server/dbt/webhook-record-create.html */
function runWithToken(
  { world: { accounts, oddities }, quota }: Needs,
  route: {
    readonly name: string;
    readonly scope: string;
    readonly group: Parameters<Quota['take']>[2];
    readonly handle: (ask: GrantedAsk) => Answer | Promise<Answer>;
  },
  ask: Ask,
): Answer | Promise<Answer> {
  const grant = accounts.authorise(ask.query.get('access_token'));
  if (!grant.ok) return refusal(grant.error, oddities);
  const { app, scopes } = grant.value;
  if (!scopes.includes(route.scope)) return refusal(errors.scopeMissing, oddities);
  return quota.take(app.appId, app.kind, route.group, route.name)
    ? route.handle({ ...ask, grant: grant.value })
    : refusal(errors.quotaSpent, oddities);
}

async function serve(
  { world, calls, takeFault }: Needs,
  route: AnyRoute,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const ask = askOf(request);
  const grant = world.accounts.authorise(ask.query.get('access_token'));
  const call: Call = {
    route: route.name,
    method: ask.method,
    path: ask.path,
    query: recordedQuery(ask.query),
    contentType: request.headers['content-type'],
    body: ask.body,
    at: world.now(),
    userId: grant.ok ? grant.value.userId : undefined,
    status: null,
    reply: undefined,
    fault: undefined,
  };
  const planned = takeFault(call);
  const place = calls.add({ ...call, fault: planned?.fault.kind });
  const answer =
    planned && !planned.afterEffect && planned.fault.kind !== 'slow'
      ? undefined
      : await route.run(ask);
  const spoilt = planned && (await spoil(planned.fault, answer, world, reply));
  const status = planned ? (spoilt ?? null) : send(reply, answer);
  calls.update(place, { status, reply: answer?.body });
}

function askOf(request: FastifyRequest): Ask {
  const { pathname, searchParams } = new URL(request.url, 'http://x');
  return {
    method: request.method,
    path: pathname,
    // Fastify does not know which names the path has; each is a text.
    params: request.params as Record<string, string>,
    query: searchParams,
    body: bodyOf(request.body),
  };
}

function bodyOf(text: unknown): unknown {
  if (typeof text !== 'string' || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function send(reply: FastifyReply, answer: Answer | undefined): number {
  const { status, headers = {}, body } = answer ?? { status: 500, body: '' };
  const isPage = typeof body === 'string';
  reply
    .code(status)
    .headers(headers)
    .type(isPage ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8')
    .send(isPage ? body : JSON.stringify(body));
  return status;
}

/** @returns the status that was sent, undefined when no whole answer was */
async function spoil(
  fault: Fault,
  answer: Answer | undefined,
  { oddities }: World,
  reply: FastifyReply,
): Promise<number | undefined> {
  switch (fault.kind) {
    case 'status': {
      const headers =
        fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
      return send(reply, { status: fault.status, headers, body: '<h1>gateway</h1>' });
    }
    case 'hang':
      reply.hijack();
      return undefined;
    case 'cut':
      reply.hijack();
      if (fault.where === 'in-answer') {
        reply.raw.writeHead(200, { 'content-type': 'application/json', 'content-length': 500 });
        await new Promise((sent) => reply.raw.write('{"code":0,"data":{', sent));
      }
      reply.raw.destroy();
      return undefined;
    case 'malformed':
      reply.type('application/json').send('{"code":0,"data":{"de');
      return 200;
    case 'quota':
      return send(reply, refusal(errors.quotaSpent, oddities));
    case 'code': {
      const { code, message } = fault;
      return send(reply, refusal({ code, message, group: 'other' }, oddities));
    }
    case 'slow':
      await new Promise((over) => setTimeout(over, fault.ms));
      return send(reply, answer);
  }
}
