// The live channel of a base: socket.io, opened towards the server, so that no public address is needed. It only listens.
import type { Socket } from 'socket.io-client';
import { z } from 'zod';
import { err, ok, type Problem, type Result } from '#shared/result';
import type { Live, LiveListener } from '../source';
import { type Config, serverOf, type Target } from './config';
import { refusalIn } from './live-refusal';
import { createFollower, type Follower } from './log/follow';
import { isWithoutLog, newestIn, readAfter } from './log/log';
import { type BaseToken, fetchToken, tokenOf } from './server/base-token';
import { type Access, hostOf } from './server/client';
import { createNaming, type Naming } from './then/naming';

/** Before 5.3 the second: https://admin.seatable.com/upgrade/extra-upgrade-notice */
const paths = ['/api-gateway/socket.io', '/socket.io'] as const;
/** ms to connect, and to be admitted. */
const patience = 15_000;

const admission = z.object({
  status: z.number(),
  error_type: z.string().optional().catch(undefined),
});

type Retry = Parameters<LiveListener['down']>[1];

export const live: Live<Config, Target> = {
  exclusive: () => null,
  openedBy: ['apiToken', 'accountToken'],
  open(access, _targets, listener) {
    const closing: (() => void)[] = [];
    let closed = false;
    const close = () => {
      closed = true;
      for (const one of closing.splice(0)) one();
    };
    const fail = (problem: Problem, retry: Retry = retryAfter(problem)) => {
      if (closed) return;
      close();
      listener.down(problem, retry);
    };
    const session: Session = {
      access,
      listener,
      fail,
      isClosed: () => closed,
      atClose: (work) => closing.push(work),
    };
    begin(session).catch((error: unknown) => {
      fail({ code: 'internal', params: { reason: error instanceof Error ? error.name : '' } });
    });
    return { close };
  },
};

interface Session {
  readonly access: Access;
  readonly listener: LiveListener;
  fail(problem: Problem, retry?: Retry): void;
  isClosed(): boolean;
  atClose(work: () => void): void;
}

async function begin(session: Session): Promise<void> {
  const { access } = session;
  const base = await tokenOf(access);
  if (!base.ok) return session.fail(base.error);
  const naming = createNaming(access);
  const [head, nameless] = await Promise.all([
    headOf(access, base.value),
    naming.begin(base.value),
  ]);
  if (!head.ok) return session.fail(head.error);
  if (nameless) return session.fail(nameless);
  const follower = follow(session, naming, base.value, head.value);
  session.atClose(follower.close);
  const order = base.value.gateway ? paths : paths.toReversed();
  for (const [place, path] of order.entries()) {
    if (session.isClosed()) return;
    const isLast = place === order.length - 1;
    if (await connect(session, base.value, path, follower, isLast)) return;
  }
}

/** @returns null where the log is not to be had, as with a server that has none: then messages are told as they come */
async function headOf(access: Access, base: BaseToken): Promise<Result<number | null>> {
  const newest = await newestIn(access, base);
  if (newest.ok) return ok(newest.value?.op_id ?? 0);
  return isWithoutLog(newest.error) ? ok(null) : newest;
}

/** Reads with a new token where the one at hand has ended: the channel itself stays open. */
function follow(session: Session, naming: Naming, first: BaseToken, head: number | null): Follower {
  const { access, listener } = session;
  let base = first;

  async function withToken<T>(work: (token: BaseToken) => Promise<Result<T>>): Promise<Result<T>> {
    const once = await work(base);
    if (once.ok || once.error.code !== 'token-expired') return once;
    const fresh = await fetchToken(access, 0);
    if (!fresh.ok) return fresh;
    base = fresh.value;
    return work(base);
  }

  return createFollower(
    {
      readAfter: (op) => withToken((token) => readAfter(access, token, op)),
      async messages(entries, isNewest) {
        const bodies = await withToken((token) => naming.bodies(token, entries, isNewest));
        if (!bodies.ok) return bodies;
        return ok(
          bodies.value.map((body, index) => ({
            body,
            repeatKey: `operation ${base.uuid} ${entries[index]?.op_id}`,
          })),
        );
      },
      async rawMessage(data) {
        const entry = { dtable_uuid: base.uuid, operation: data };
        const bodies = await withToken((token) => naming.bodies(token, [entry], true));
        if (!bodies.ok) return bodies;
        const [body] = bodies.value;
        return body ? ok({ body, repeatKey: null }) : err({ code: 'not-found' });
      },
      deliver: (message) => listener.deliver(message),
      failed: (problem) => session.fail(problem),
    },
    head,
  );
}

/** @returns false when nothing answers at this path and another may be tried */
async function connect(
  session: Session,
  base: BaseToken,
  path: string,
  follower: Follower,
  isLast: boolean,
): Promise<boolean> {
  const { access, listener } = session;
  // Loaded when it is needed: most who run the app have other services.
  const { io } = await import('socket.io-client');
  if (session.isClosed()) return true;
  const socket: Socket = io(serverOf(access.config), {
    path,
    query: { dtable_uuid: base.uuid },
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnection: false, // the core opens again
    forceNew: true,
    timeout: patience,
    ...throughAgent(access),
  });
  session.atClose(() => socket.disconnect());

  return new Promise((resolve) => {
    const host = hostOf(access);
    const lost = (reason: unknown): Problem => ({
      code: 'service-unreachable',
      params: { host, reason: reasonOf(reason) },
    });
    session.atClose(() => resolve(true));
    socket.on('connect_error', (error: Error) => {
      socket.disconnect();
      const refusal = refusalIn(error, host);
      if (refusal) return session.fail(refusal, 'slow');
      if (!isLast) return resolve(false);
      session.fail(lost(error.message));
    });
    socket.on('disconnect', (reason: string) => {
      // A refusal is told by the answer to the call for admission, which comes first.
      setTimeout(() => session.fail(lost(reason), 'soon'), 0);
    });
    socket.on('update-dtable', (data: unknown, index: unknown) => follower.heard(data, index));
    socket.on('connect', () => {
      // The only thing that is ever said: what else a client emits is carried out in the base.
      socket
        .timeout(patience)
        .emit('join-room', base.uuid, base.token, (problem: Error | null, answer: unknown) => {
          if (session.isClosed()) return;
          const joined = admission.safeParse(answer).data;
          if (problem || !joined) return session.fail(lost('join-room'), 'soon');
          if (joined.status !== 1) return session.fail(refusalOf(joined.error_type, host));
          listener.up();
          resolve(true);
        });
    });
  });
}

/** The library hands it on as it is to `ws` and to its own requests; its type knows browsers only. */
const throughAgent = ({ http }: Access): { readonly agent?: string } =>
  http.agent ? { agent: http.agent as unknown as string } : {};

const refusalOf = (type: string | undefined, host: string): Problem => ({
  code: type === 'token_expired' ? 'token-expired' : 'service-refused',
  params: { host },
});

/** A token that ended is renewed by the core; one that is refused may be admitted again, but not soon. */
function retryAfter({ code }: Problem): Retry {
  if (code === 'service-refused' || code === 'service-not-found') return 'slow';
  return code === 'service-busy' || code === 'budget-spent' ? 'slow' : 'soon';
}

/** Words of a server may be anything. */
const reasonOf = (reason: unknown): string =>
  typeof reason === 'string' && /^[\w .:-]{1,60}$/.test(reason) ? reason : 'refused';
