// Entry of the tunnel helper, a process for the life of one link: it opens it, reports, and ends at any trouble.
// The SDK repairs a lost link only after minutes or never, cannot close a session, and blocks the whole process behind
// a hung login; so nothing is ever repaired here, and the app starts another helper instead.
import { type Listener, SessionBuilder } from '@ngrok/ngrok';
import { openChannel } from './channel';
import { type OpenOrder, order, type Report, type Trouble } from './messages';
import { cleanText, codeIn, textOf } from './sdk-text';

/** ms: from the start to an address; for a polite end. */
const limits = { up: 15_000, farewell: 400 } as const;
/** Seconds, though the SDK does not say so: between two signs of life, and how late one may be. */
const heartbeat = { interval: 5, tolerance: 3 } as const;

const channel = openChannel();
let listener: Listener | null = null;
let token = '';
let ending = false;
/** Ordered from the dashboard; whatever ends the link then ends it for that reason. */
let commanded: 'stop-command' | 'restart-command' | null = null;

// A link that stands does not keep Node alive by itself.
setInterval(() => {}, 60_000);
channel.onEnd(() => process.exit(0));
process.on('uncaughtException', (cause) => void giveUp('ended', cause));
process.on('unhandledRejection', (cause) => void giveUp('ended', cause));
setTimeout(() => {
  if (listener === null) void giveUp('timeout', '');
}, limits.up);

channel.onMessage((message) => {
  const heard = order.safeParse(message);
  if (!heard.success) return;
  if (heard.data.kind === 'close') void close();
  else if (heard.data.kind === 'ping') void tell({ kind: 'pong' });
  else void open(heard.data);
});

async function open(wanted: OpenOrder): Promise<void> {
  token = wanted.authtoken;
  let at: Trouble['at'] = 'set-up';
  try {
    const builder = prepare(wanted);
    at = 'session';
    const session = await builder.connect();
    at = 'listener';
    const endpoint = session.httpEndpoint();
    if (wanted.domain !== null) endpoint.domain(wanted.domain);
    const made = await endpoint.listenAndForward(wanted.receiver);
    listener = made;
    // Rejects, with the code, when the service itself takes the address away.
    made.join().then(
      () => giveUp('ended', ''),
      (cause: unknown) => giveUp('ended', cause),
    );
    await tell({ kind: 'up', url: made.url() ?? '' });
  } catch (cause) {
    await giveUp(at, cause);
  }
}

function prepare({ authtoken, serverAddr, rootCas, version }: OpenOrder): SessionBuilder {
  let unanswered = 0;
  const builder = new SessionBuilder()
    .authtoken(authtoken)
    .clientInfo('tablewatch', version)
    .heartbeatInterval(heartbeat.interval)
    .heartbeatTolerance(heartbeat.tolerance)
    // Declared as a number, it is null when no answer came.
    .handleHeartbeat((latency: number | null) => {
      unanswered = latency === null ? unanswered + 1 : 0;
      if (unanswered > 1) void giveUp('heartbeat', '');
    })
    .handleDisconnection((_address, reason) => {
      void giveUp('disconnected', reason);
      return false;
    })
    .handleStopCommand(() => obey('stop-command'))
    .handleRestartCommand(() => obey('restart-command'))
    .handleUpdateCommand(() => {});
  if (serverAddr !== null) builder.serverAddr(serverAddr);
  if (rootCas !== 'trusted') builder.rootCas(rootCas);
  return builder;
}

/** The answer to the dashboard must be on its way before this process ends; the service may hang up before that. */
function obey(command: typeof commanded & string): void {
  commanded = command;
  setTimeout(() => void giveUp(command, ''), 200);
}

async function giveUp(at: Trouble['at'], cause: unknown): Promise<void> {
  if (ending) return;
  ending = true;
  if (commanded !== null) await tell({ kind: 'trouble', at: commanded, code: null, text: '' });
  else {
    const code = codeIn(cause);
    await tell({ kind: 'trouble', at, code, text: cleanText(textOf(cause), token) });
  }
  process.exit(1);
}

/** Lets go of the address first: the end of a session alone may leave it taken for a while. */
async function close(): Promise<void> {
  ending = true;
  setTimeout(() => process.exit(0), limits.farewell);
  await listener?.close().catch(() => {});
  process.exit(0);
}

const tell = (message: Report) => channel.send(message);
