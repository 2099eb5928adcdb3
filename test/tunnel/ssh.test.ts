// The public address over SSH against a server that fails on order.
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer as createWebServer } from 'node:http';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { agentAddress } from '#core/tunnel/ssh/identity';
import { type HashReceiver, isCarried, post, startHashReceiver } from './carried';
import { createKeyFolder, type KeyFolder } from './ssh/keys';
import { makeProvider } from './ssh/make';
import { type OwnServer, startOwnServer } from './ssh/own-server';
import { freePort } from './ssh/real-server';
import { startRelay } from './ssh/relay';

/** Sockets that this process has open. */
const openSockets = () =>
  process.getActiveResourcesInfo().filter((name) => name.startsWith('TCPSocketWrap')).length;

describe('a link over SSH', () => {
  let keys: KeyFolder;
  let hostKey: string;
  let keyFile: string;
  let server: OwnServer;
  let receiver: HashReceiver;
  let bindPort: number;

  beforeAll(() => {
    keys = createKeyFolder();
    hostKey = keys.key('host');
    keyFile = keys.key('user');
  });
  afterAll(() => keys.close());
  beforeEach(async () => {
    server = await startOwnServer(hostKey);
    receiver = await startHashReceiver();
    bindPort = await freePort();
  });
  afterEach(async () => {
    await server.close();
    await receiver.close();
  });
  const make = (more: Partial<Parameters<typeof makeProvider>[0]> = {}, needs = {}) =>
    makeProvider({ port: server.port, bindPort, keyFile, ...more }, needs);
  const address = () => `http://127.0.0.1:${bindPort}/in/x`;

  it('carries requests, tells the address as set, and leaves nothing', async () => {
    const before = openSockets();
    const link = await make().start(receiver.url);
    expect(link.url).toBe('https://tables.example.org');
    expect(await isCarried(address(), 5000)).toBe(true);
    await link.close();
    expect(await link.gone).toBeNull();
    await link.close();
    await expect(post(address(), Buffer.from('x'))).rejects.toThrow();
    await expect.poll(openSockets).toBeLessThanOrEqual(before);
  });

  it('closes the sender’s connection at once while the receiver is away', async () => {
    const link = await make().start(`http://127.0.0.1:${await freePort()}`);
    await expect(post(address(), Buffer.from('x'))).rejects.toThrow(/hang up|ECONNRESET/);
    await link.close();
  });

  it('keeps the key of a server it meets for the first time, once', async () => {
    const provider = make();
    await (await provider.start(receiver.url)).close();
    await (await provider.start(receiver.url)).close();
    expect(provider.kept).toHaveLength(1);
    expect(provider.kept[0]).toMatch(/^ssh-ed25519 SHA256:[\w+/]{43}$/);
    const known = make({ hostKey: provider.kept[0] ?? null });
    await (await known.start(receiver.url)).close();
    expect(known.kept).toEqual([]);
  });

  it('leaves nothing when the key cannot be kept, and keeps it the next time', async () => {
    const kept: string[] = [];
    let isFull = true;
    const keepHostKey = (key: string) => {
      if (isFull) throw new Error('disk full');
      kept.push(key);
    };
    const provider = make({}, { keepHostKey });
    await expect(provider.start(receiver.url)).rejects.toThrow('disk full');
    await expect.poll(() => server.sessions()).toBe(0);
    isFull = false;
    await (await provider.start(receiver.url)).close();
    expect(kept).toHaveLength(1);
  });

  it('does not keep the key of a server that does not let us in', async () => {
    server.faults.refuseLogin = true;
    const provider = make();
    expect(await provider.fail()).toBe('ssh-key-refused never');
    expect(provider.kept).toEqual([]);
  });

  it('sends nothing to a server with another key than before, and says both', async () => {
    const known = `ssh-ed25519 SHA256:${'A'.repeat(43)}`;
    const opened = await make({ hostKey: known }).open(receiver.url, new AbortController().signal);
    expect(opened).toMatchObject({
      ok: false,
      error: {
        retry: 'never',
        problem: {
          code: 'ssh-host-key-changed',
          params: { known, found: expect.stringMatching(/^ssh-ed25519 SHA256:/) },
        },
      },
    });
    await expect.poll(() => server.sessions()).toBe(0);
  });

  it('asks a server that it knows by another key type for that type', async () => {
    const ecdsa = await startOwnServer(keys.key('host-ecdsa', { type: 'ecdsa' }));
    const provider = make({ port: ecdsa.port });
    await (await provider.start(receiver.url)).close();
    await (await provider.start(receiver.url)).close();
    expect(provider.kept[0]).toMatch(/^ecdsa-sha2-nistp256 SHA256:/);
    await ecdsa.close();
  });

  it('tells a port that is taken from one for root only and from one not granted', async () => {
    expect(await make({ bindPort: 443 }).fail()).toBe('ssh-port-privileged never');
    server.faults.refuseForward = true;
    expect(await make().fail()).toBe('ssh-forward-refused slow');
    await expect.poll(() => server.sessions()).toBe(0);
    server.faults.refuseForward = false;
    const held = createServer().listen(bindPort, '127.0.0.1');
    await new Promise((resolve) => held.once('listening', resolve));
    expect(await make().fail()).toBe('ssh-port-held held');
    held.close();
  });

  it('tells a web server at the port from a server that turns us away', async () => {
    const web = createWebServer((_request, response) => response.end('hello'));
    const mute = createServer((socket) => socket.destroy());
    const greeter = createServer((socket) => socket.end('SSH-2.0-busy\r\n'));
    const codes: string[] = [];
    for (const other of [web, mute, greeter]) {
      other.listen(0, '127.0.0.1');
      await once(other, 'listening');
      const at = other.address();
      const port = typeof at === 'object' && at !== null ? at.port : 0;
      codes.push(await make({ port }).fail());
      other.close();
    }
    expect(codes).toEqual(['ssh-not-ssh slow', 'ssh-turned-away slow', 'ssh-turned-away slow']);
  });

  it('takes its own old session for the holder of the port', async () => {
    const provider = make();
    await (await provider.start(receiver.url)).close();
    server.faults.refuseForward = true;
    expect(await provider.fail()).toBe('ssh-port-held held');
  });

  it('notices that the link went dead without a word, and opens a new one', async () => {
    const relay = await startRelay(server.port);
    const link = await make({ port: relay.port }).start(receiver.url);
    relay.freeze();
    expect(await link.gone).toMatchObject({ retry: 'soon', problem: { code: 'ssh-link-lost' } });
    await relay.close();
    const next = await make({ bindPort: await freePort() }).start(receiver.url);
    await next.close();
  });

  it('closes within a second a link that is dead', async () => {
    const relay = await startRelay(server.port);
    const link = await make({ port: relay.port }).start(receiver.url);
    relay.freeze();
    const began = performance.now();
    await link.close();
    expect(performance.now() - began).toBeLessThan(1000);
    expect(await link.gone).toBeNull();
    await relay.close();
  });

  it('reports a goodbye of the server', async () => {
    const link = await make().start(receiver.url);
    server.dismissAll();
    expect(await link.gone).toMatchObject({ retry: 'soon' });
  });

  it('tells a server that does not answer from one that is not there and from one that is no SSH', async () => {
    server.faults.hangLogin = true;
    const quick = { pace: { identityMs: 5000, loginMs: 300, askEveryMs: 100, unanswered: 2 } };
    expect(await make({}, quick).fail()).toBe('ssh-silent soon');
    server.faults.hangLogin = false;
    server.faults.hangForward = true;
    expect(await make({}, quick).fail()).toBe('ssh-link-lost soon');
    expect(await make({ port: await freePort() }).fail()).toBe('ssh-refused soon');
    expect(await make({ host: 'nothing.invalid' }).fail()).toBe('ssh-host-unknown soon');
    const web = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    const webAddress = web.address();
    const port = typeof webAddress === 'object' && webAddress !== null ? webAddress.port : 0;
    expect(await make({ port }).fail()).toMatch(/^ssh-(not-ssh|turned-away) slow$/);
    web.close();
  });

  it.each(['hangLogin', 'hangForward'] as const)(
    'gives up at once when nobody waits any longer (%s)',
    async (fault) => {
      server.faults[fault] = true;
      const before = openSockets();
      const stop = new AbortController();
      const opening = make().open(receiver.url, stop.signal);
      await expect.poll(() => server.sessions()).toBe(1);
      await expect.poll(() => server.isAsked(fault)).toBe(true);
      const began = performance.now();
      stop.abort();
      expect((await opening).ok).toBe(false);
      expect(performance.now() - began).toBeLessThan(700);
      await expect.poll(openSockets).toBeLessThanOrEqual(before);
      expect((await make().open(receiver.url, AbortSignal.abort())).ok).toBe(false);
    },
  );

  it('does not wait for an agent that asks its person, when nobody waits any longer', async () => {
    const agent = path.join(keys.path, 'silent-agent');
    const silent = createServer().listen(agent);
    const asked = new Promise((resolve) => silent.once('connection', resolve));
    const stop = new AbortController();
    const opening = make({ keyFile: null }, { agent }).open(receiver.url, stop.signal);
    await asked;
    stop.abort();
    expect((await opening).ok).toBe(false);
    silent.close();
  });

  it('does not wait for ever for an agent that never answers', async () => {
    const agent = path.join(keys.path, 'mute-agent');
    const mute = createServer().listen(agent);
    await new Promise((resolve) => mute.once('listening', resolve));
    const quick = { identityMs: 200, loginMs: 300, askEveryMs: 100, unanswered: 2 };
    expect(await make({ keyFile: null }, { agent, pace: quick }).fail()).toBe(
      'ssh-agent-missing slow',
    );
    mute.close();
  });

  it('opens a locked key with its passphrase, and says what is wrong with a key', async () => {
    const locked = keys.key('locked', { passphrase: 'open sesame' });
    const withPassphrase = (passphrase: string) => ({ passphrase: () => passphrase });
    await (
      await make({ keyFile: locked }, withPassphrase('open sesame')).start(receiver.url)
    ).close();
    expect(await make({ keyFile: locked }).fail()).toBe('ssh-passphrase-missing never');
    expect(await make({ keyFile: locked }, withPassphrase('wrong')).fail()).toBe(
      'ssh-passphrase-wrong never',
    );
    const pem = keys.key('pem', { type: 'rsa' });
    await (await make({ keyFile: pem }).start(receiver.url)).close();
    expect(await make({ keyFile: `${keyFile}.pub` }).fail()).toBe('ssh-key-unfit never');
    const nonsense = path.join(keys.path, 'nonsense');
    writeFileSync(nonsense, 'PuTTY-User-Key-File-3: ssh-ed25519');
    expect(await make({ keyFile: nonsense }).fail()).toBe('ssh-key-unfit never');
    expect(await make({ keyFile: '/dev/zero' }).fail()).toBe('ssh-key-unfit never');
    expect(await make({ keyFile: path.join(keys.path, 'none') }).fail()).toBe(
      'ssh-key-unreadable never',
    );
  });

  it('says that there is no agent', async () => {
    expect(await make({ keyFile: null }).fail()).toBe('ssh-agent-missing slow');
    const nowhere = { agent: path.join(keys.path, 'no-agent') };
    expect(await make({ keyFile: null }, nowhere).fail()).toBe('ssh-agent-missing slow');
  });
});

describe('the agent of the system', () => {
  it('is where SSH_AUTH_SOCK says, else the pipe of Windows, else nowhere', () => {
    expect(agentAddress({ SSH_AUTH_SOCK: '/run/agent' }, 'linux')).toBe('/run/agent');
    expect(agentAddress({ SSH_AUTH_SOCK: '' }, 'darwin')).toBeNull();
    expect(agentAddress({}, 'win32')).toBe('\\\\.\\pipe\\openssh-ssh-agent');
  });
});
