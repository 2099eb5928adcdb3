// A receiver, the double of ngrok's service and the real SDK between them, for one test.
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type SdkOrder, type SdkProcess, startSdkProcess } from './sdk-process';
import { createNgrokService, type NgrokService, type NgrokServiceOptions } from './service';

interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Desk {
  readonly service: NgrokService;
  /** All that has reached the receiver; it answers each with the body it got. */
  readonly received: readonly Received[];
  order(changes?: Partial<SdkOrder>): SdkOrder;
  /** The SDK, told to go online, whether or not it will get there. */
  dial(changes?: Partial<SdkOrder>): Promise<SdkProcess>;
  /** The same, once it is online. */
  online(changes?: Partial<SdkOrder>): Promise<{ readonly sdk: SdkProcess; readonly url: string }>;
  closeReceiver(): void;
}

/** Everything is closed at the end of the test. */
export async function createDesk(options: NgrokServiceOptions = {}): Promise<Desk> {
  const service = await createNgrokService(options);
  const received: Received[] = [];
  const receiver = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      const { method = '', url: path = '', headers } = incoming;
      received.push({ method, path, headers, body });
      outgoing.end(body);
    });
  });
  await new Promise<void>((resolve) => {
    receiver.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(async () => {
    receiver.close();
    await service.close();
  });
  // a TCP server's address is never a path
  const forwardTo = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;

  const order = (changes: Partial<SdkOrder> = {}): SdkOrder => ({
    serverAddr: service.agentAddress,
    ca: service.ca,
    authtoken: 'a token for tests',
    forwardTo,
    reconnect: false,
    obey: true,
    heartbeatIntervalSeconds: 1,
    heartbeatToleranceSeconds: 1,
    ...changes,
  });
  const dial = async (changes?: Partial<SdkOrder>): Promise<SdkProcess> => {
    const sdk = await startSdkProcess();
    sdk.send(order(changes));
    return sdk;
  };

  return {
    service,
    received,
    order,
    dial,
    async online(changes) {
      const sdk = await dial(changes);
      const { url } = await sdk.hear('online');
      return { sdk, url };
    },
    closeReceiver: () => void receiver.close(),
  };
}
