// What a laptop's life does to a link over SSH: no network, answers that vanish, another address.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TunnelLink } from '#core/tunnel/tunnel';
import { type HashReceiver, isCarried, startHashReceiver } from './carried';
import { createKeyFolder, type KeyFolder } from './ssh/keys';
import { makeProvider } from './ssh/make';
import { createNetwork, type Network, noNetwork } from './ssh/network';
import { noSshd, type RealServer, startRealServer } from './ssh/real-server';

const hindrance = noNetwork() ?? noSshd;
const bindPort = 9010;

describe('a link over SSH on a network that fails', () => {
  let keys: KeyFolder;
  beforeAll(() => {
    keys = createKeyFolder();
    keys.key('host');
    keys.key('user');
  });
  afterAll(() => keys.close());
  beforeEach(({ skip }) => {
    if (hindrance !== null) skip(hindrance);
  });

  /** @param cut breaks the network, and mends it when the link has ended */
  async function live(
    cut: (network: Network, link: TunnelLink) => Promise<void>,
  ): Promise<{ readonly lostMs: number; readonly backMs: number }> {
    const network = createNetwork();
    let server: RealServer | null = null;
    let receiver: HashReceiver | null = null;
    try {
      receiver = await startHashReceiver();
      const { prefix, server: host } = network;
      const hostKey = `${keys.path}/host`;
      const keyFile = `${keys.path}/user`;
      const config = [
        'GatewayPorts clientspecified',
        'ClientAliveInterval 1',
        'ClientAliveCountMax 1',
      ];
      server = await startRealServer({
        ...{ keys, hostKey, allowed: [keyFile], config },
        ...{ addresses: [host], port: 2222, prefix },
      });
      const provider = makeProvider(
        { host, port: 2222, user: server.user, keyFile, bindAddress: host, bindPort },
        { pace: { identityMs: 5000, loginMs: 1000, askEveryMs: 500, unanswered: 2 } },
      );
      const address = `http://${host}:${bindPort}/in/x`;
      const link = await provider.start(receiver.url);
      expect(await isCarried(address, 10_000)).toBe(true);

      const began = performance.now();
      const lost = link.gone.then((fault) => {
        expect(fault).toMatchObject({ retry: 'soon' });
        return performance.now() - began;
      });
      await cut(network, link);
      const lostMs = await lost;
      await link.close();
      const mended = performance.now();
      let next = await provider.open(receiver.url, new AbortController().signal);
      while (!next.ok) {
        // the port may still be held by the session that was lost; nothing else may stand in the way
        expect(next.error.problem.code).toBe('ssh-port-held');
        next = await provider.open(receiver.url, new AbortController().signal);
      }
      const backMs = performance.now() - mended;
      expect(await isCarried(address, 10_000)).toBe(true);
      await next.value.close();
      return { lostMs, backMs };
    } finally {
      await receiver?.close();
      await server?.close();
      network.close();
    }
  }

  it('notices a pulled cable, and is back once it is plugged in', async () => {
    const { lostMs, backMs } = await live(async (network, link) => {
      network.link('down');
      await link.gone;
      network.link('up');
    });
    expect(lostMs).toBeLessThan(4000);
    expect(backMs).toBeLessThan(10_000);
  });

  it('notices that answers vanish on the way', async () => {
    const { lostMs, backMs } = await live(async (network, link) => {
      network.loseAnswers();
      await link.gone;
      network.bringAnswers();
    });
    expect(lostMs).toBeLessThan(4000);
    expect(backMs).toBeLessThan(10_000);
  });

  it('is back with another address, as soon as the server has let go of the old session', async () => {
    const { backMs } = await live(async (network, link) => {
      network.link('down');
      network.changeAddress();
      network.link('up');
      await link.gone;
    });
    expect(backMs).toBeLessThan(10_000);
  });
});
