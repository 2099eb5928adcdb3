// A small NocoDB for what a real one cannot be made to do: old versions, refusals, broken answers, silence.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly json: unknown;
}

/** `silence`: the connection stays open and nothing comes. */
type Answer = { readonly status: number; readonly text: string } | 'silence';

export interface StandIn {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly asked: readonly Asked[];
  /** Hooks that exist, by id. */
  readonly hooks: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  close(): Promise<void>;
}

export interface StandInOptions {
  /** What the server takes; as measured with 0.301.3 (`v3`), as documented for 0.26x (`v2`). */
  readonly version?: 'v3' | 'v2';
  /** What it says of itself, and where: servers before 0.202 have no calls of version 2. */
  readonly tells?: { readonly at: 'info' | 'version'; readonly version: string };
  /** Answers a request in place of the server's own way; undefined lets it pass. */
  readonly instead?: (asked: Asked) => Answer | undefined;
}

const json = (status: number, value: unknown): Answer => ({ status, text: JSON.stringify(value) });

export async function createStandIn({
  version = 'v3',
  tells,
  instead = () => undefined,
}: StandInOptions = {}): Promise<StandIn> {
  const asked: Asked[] = [];
  const hooks = new Map<string, Readonly<Record<string, unknown>>>();
  const server = createServer(async (request, response) => {
    const one = await read(request);
    asked.push(one);
    const answer = instead(one) ?? own(one);
    if (answer === 'silence') return;
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.text);
  });

  function own({ method, path, json: sent }: Asked): Answer {
    if (tells?.at === 'info' && path === '/api/v2/meta/nocodb/info') {
      return json(200, { authType: 'jwt', version: tells.version });
    }
    if (tells?.at === 'version' && path === '/api/v1/version') {
      return json(200, { currentVersion: tells.version, releaseVersion: null });
    }
    if (tells?.at === 'version' && path.startsWith('/api/v2/')) {
      return json(404, {
        statusCode: 404,
        message: `Cannot ${method} ${path}`,
        error: 'Not Found',
      });
    }
    if (method === 'POST' && path.endsWith('/hooks/test')) return json(200, { msg: 'tested' });
    if (method === 'POST' && path.endsWith('/hooks')) return make(sent);
    if (method === 'GET' && path.endsWith('/hooks')) {
      return json(200, { list: [...hooks].map(([id, hook]) => ({ id, ...hook })) });
    }
    if (method === 'DELETE') {
      const id = path.split('/').at(-1) ?? '';
      if (!hooks.delete(id)) return json(404, { error: 'ERR_HOOK_NOT_FOUND' });
      return json(200, true);
    }
    return json(404, { error: 'ERR_GENERIC_NOT_FOUND' });
  }

  function make(sent: unknown): Answer {
    const hook = Object(sent);
    const oneOperation = typeof hook.operation === 'string';
    if (version === 'v3' && hook.version !== 'v3') {
      return json(400, { msg: 'hook version is deprecated / not supported anymore' });
    }
    if (oneOperation !== (version === 'v2')) return json(400, { msg: 'Invalid request body' });
    const id = `hk${hooks.size + 1}`;
    // Kept and answered as text, as the real one does.
    hooks.set(id, { ...hook, active: 1, notification: JSON.stringify(hook.notification) });
    return json(200, { id, ...hook });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP has an address of this form.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    hooks,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function read(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    ),
    json: text === '' ? undefined : JSON.parse(text),
  };
}
