// Runs the real ngrok SDK in a process of its own, as it is told over IPC, and says what the SDK said.
import ngrok from '@ngrok/ngrok';

/** @typedef {import('./sdk-process').SdkOrder} SdkOrder */

/** @param {Record<string, unknown>} report */
const say = (report) => process.send?.(report);

/** @param {unknown} error */
const told = (error) => ({
  message: error instanceof Error ? error.message : String(error),
  code: error instanceof Error && 'code' in error ? error.code : null,
  errorCode: error instanceof Error && 'errorCode' in error ? error.errorCode : null,
});

/** @type {import('@ngrok/ngrok').Listener | undefined} */
let listener;

async function closeListener() {
  await listener?.close();
  say({ said: 'closed' });
}

/** @param {SdkOrder} order */
async function start(order) {
  const builder = new ngrok.SessionBuilder()
    .serverAddr(order.serverAddr)
    .heartbeatInterval(order.heartbeatIntervalSeconds)
    .heartbeatTolerance(order.heartbeatToleranceSeconds)
    .handleHeartbeat((latency) => say({ said: 'heartbeat', latency }))
    .handleDisconnection((address, error) => {
      say({ said: 'disconnection', address, error });
      return order.reconnect;
    });
  if (order.rootCas !== undefined) builder.rootCas(order.rootCas);
  else builder.caCert(Buffer.from(order.ca));
  if (order.authtoken !== undefined) builder.authtoken(order.authtoken);
  if (order.metadata !== undefined) builder.metadata(order.metadata);
  if (order.obey) {
    builder
      .handleStopCommand(() => say({ said: 'stop' }))
      .handleRestartCommand(() => say({ said: 'restart' }))
      .handleUpdateCommand((update) => say({ said: 'update', version: update.version }));
  }

  const session = await builder.connect().catch((error) => {
    say({ said: 'refused', at: 'login', ...told(error) });
  });
  if (!session) return;
  const endpoint = session.httpEndpoint();
  if (order.domain !== undefined) endpoint.domain(order.domain);
  if (order.metadata !== undefined) endpoint.metadata(order.metadata);
  const bound = await endpoint.listenAndForward(order.forwardTo).catch((error) => {
    say({ said: 'refused', at: 'bind', ...told(error) });
  });
  if (!bound) return;
  listener = bound;
  say({ said: 'online', url: bound.url() });
  bound.join().then(
    () => say({ said: 'joined' }),
    (error) => say({ said: 'ended', ...told(error) }),
  );
}

process.on('message', (order) => {
  // the only orders there are: those of the test
  const known = /** @type {SdkOrder | 'close'} */ (order);
  const done = known === 'close' ? closeListener() : start(known);
  done.catch((error) => say({ said: 'threw', ...told(error) }));
});
process.on('disconnect', () => process.exit());
say({ said: 'ready' });
