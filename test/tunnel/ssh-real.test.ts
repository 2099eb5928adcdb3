// The public address over SSH against OpenSSH's own server.
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import fastify from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { snippets } from '#shared/ssh-snippets';
import { sshTunnel } from '#shared/tunnel-ssh';
import { type HashReceiver, isCarried, post, startHashReceiver } from './carried';
import { startAgent } from './ssh/agent';
import { createKeyFolder, type KeyFolder } from './ssh/keys';
import { makeProvider } from './ssh/make';
import {
  freePort,
  noSshd,
  type RealServer,
  type RealServerOptions,
  startRealServer,
} from './ssh/real-server';
import { startRelay } from './ssh/relay';

const bodySize = 150 * 1024;

describe('a link over OpenSSH', () => {
  let keys: KeyFolder;
  let hostKey: string;
  let keyFile: string;
  let receiver: HashReceiver;
  let bindPort: number;
  const servers: RealServer[] = [];

  beforeAll(() => {
    keys = createKeyFolder();
    hostKey = keys.key('host');
    keyFile = keys.key('user');
  });
  afterAll(() => keys.close());
  beforeEach(async ({ skip }) => {
    if (noSshd !== null) skip(noSshd);
    receiver = await startHashReceiver();
    bindPort = await freePort();
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
    await receiver?.close();
  });

  async function serve(...parts: (string | Partial<RealServerOptions>)[]): Promise<RealServer> {
    const server = await startRealServer({
      ...{ keys, hostKey, allowed: [keyFile], addresses: ['127.0.0.1', '127.0.0.2'] },
      config: parts.filter((part) => typeof part === 'string'),
      ...Object.assign({}, ...parts.filter((part) => typeof part !== 'string')),
    });
    servers.push(server);
    return server;
  }
  type Settings = Partial<Parameters<typeof makeProvider>[0]>;
  const make = ({ port, user }: RealServer, more: Settings = {}, needs = {}) =>
    makeProvider({ port, user, bindPort, keyFile, ...more }, needs);
  const address = () => `http://127.0.0.1:${bindPort}/in/x`;

  it('carries 50 bodies of 150 KB at once, every byte', async () => {
    const link = await make(await serve()).start(receiver.url);
    const carried = Array.from({ length: 50 }, () => isCarried(address(), bodySize));
    expect(await Promise.all(carried)).toEqual(Array.from({ length: 50 }, () => true));
    await expect.poll(() => receiver.connections()).toBe(0);
    await link.close();
  });

  it('carries to Fastify, both ways, more than any buffer on the way holds', async () => {
    const app = fastify({ bodyLimit: 32 * 1024 * 1024 });
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    app.post('/in/x', async (request, reply) => reply.send(request.body));
    const link = await make(await serve()).start(await app.listen({ host: '127.0.0.1', port: 0 }));
    const body = randomBytes(12 * 1024 * 1024);
    const answer = await post(address(), body, {
      headers: { 'content-type': 'application/octet-stream' },
    });
    expect(answer.body.equals(body)).toBe(true);
    await link.close();
    await app.close();
  });

  it('lets a fast sender wait for a slow receiver instead of storing what it sends', async () => {
    const taken: Socket[] = [];
    const stuck = createServer({ pauseOnConnect: true }, (socket) => taken.push(socket));
    await new Promise<void>((resolve) => stuck.listen(0, '127.0.0.1', resolve));
    const stuckAt = stuck.address();
    const port = typeof stuckAt === 'object' && stuckAt !== null ? stuckAt.port : 0;
    const link = await make(await serve()).start(`http://127.0.0.1:${port}`);
    const sender = connect(bindPort, '127.0.0.1');
    sender.on('error', () => {}); // the end of the link
    const piece = Buffer.alloc(64 * 1024);
    let sent = 0;
    const goOn = (error?: Error | null) => {
      if (error || sent >= 64 * 1024 * 1024) return;
      sent += piece.length;
      sender.write(piece, goOn);
    };
    goOn();
    let before = 0;
    const isStill = () => {
      const same = sent === before;
      before = sent;
      return same;
    };
    await expect.poll(isStill, { interval: 300, timeout: 10_000 }).toBe(true);
    expect(sent).toBeLessThan(32 * 1024 * 1024);
    await link.close();
    sender.destroy();
    for (const socket of taken) socket.destroy();
    await new Promise((resolve) => stuck.close(resolve));
  });

  it('tells the receiver when a sender breaks off', async () => {
    const link = await make(await serve()).start(receiver.url);
    const sender = connect(bindPort, '127.0.0.1');
    sender.write('POST /in/x HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf');
    await expect.poll(() => receiver.connections()).toBe(1);
    sender.resetAndDestroy();
    await expect.poll(() => receiver.connections()).toBe(0);
    expect(await isCarried(address(), 1000)).toBe(true);
    await link.close();
  });

  it('keeps the fingerprint that ssh-keygen prints', async () => {
    const server = await serve();
    const provider = make(server);
    await (await provider.start(receiver.url)).close();
    const blob = Buffer.from(readFileSync(`${hostKey}.pub`, 'utf8').split(' ')[1] ?? '', 'base64');
    const digest = createHash('sha256').update(blob).digest('base64').replace('=', '');
    expect(provider.kept).toEqual([`ssh-ed25519 SHA256:${digest}`]);
  });

  it('stands by the key it knows when the server gets a better one, and refuses another server', async () => {
    const rsa = keys.key('host-rsa', { type: 'rsa' });
    const first = await serve({ hostKey: rsa });
    const { port } = first;
    const provider = make(first);
    await (await provider.start(receiver.url)).close();
    await first.close();
    const second = await serve({ hostKey: rsa, port }, `HostKey ${hostKey}`);
    await (await provider.start(receiver.url)).close();
    await second.close();
    await serve({ port });
    expect(await provider.fail()).toBe('ssh-host-key-changed never');
  });

  it('gets the same port again at once after a clean end', async () => {
    const provider = make(await serve());
    for (let round = 0; round < 3; round += 1) {
      const link = await provider.start(receiver.url);
      expect(await isCarried(address(), 1000)).toBe(true);
      await link.close();
      expect(await link.gone).toBeNull();
    }
  });

  it('reports a session that was killed, and comes back to the same port', async () => {
    const server = await serve();
    const provider = make(server);
    const link = await provider.start(receiver.url);
    server.killSessions();
    expect(await link.gone).toMatchObject({
      retry: 'soon',
      problem: { code: expect.stringMatching(/^ssh-link-/) },
    });
    await link.close();
    const next = await provider.start(receiver.url);
    expect(await isCarried(address(), 1000)).toBe(true);
    await next.close();
  });

  it('says that its own old session holds the port, until the server notices', async () => {
    const server = await serve('ClientAliveInterval 1', 'ClientAliveCountMax 1');
    const relay = await startRelay(server.port);
    const provider = make(server, { port: relay.port });
    const link = await provider.start(receiver.url);
    relay.freeze();
    expect(await link.gone).toMatchObject({ problem: { code: 'ssh-link-lost' } });
    expect(await provider.fail()).toBe('ssh-port-held held');
    await expect.poll(() => provider.fail(), { timeout: 10_000 }).toBe('open');
    await relay.close();
  });

  it('tells a port held by another program, also where it may not look', async () => {
    const other = createServer().listen(bindPort, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    expect(await make(await serve()).fail()).toBe('ssh-port-held held');
    expect(await make(await serve('AllowTcpForwarding remote')).fail()).toBe('ssh-port-held held');
    const narrow = await serve('AllowTcpForwarding remote', `PermitListen 127.0.0.1:${bindPort}`);
    expect(await make(narrow).fail()).toBe('ssh-forward-refused slow');
    await new Promise((resolve) => other.close(resolve));
    expect(await make(narrow).fail()).toBe('open');
  });

  it('says that forwarding is not allowed, or not to this port', async () => {
    expect(await make(await serve('AllowTcpForwarding no')).fail()).toBe(
      'ssh-forward-refused slow',
    );
    expect(await make(await serve('PermitListen 127.0.0.1:1')).fail()).toBe(
      'ssh-forward-refused never',
    );
  });

  it('says that a port below 1024 is for root', async () => {
    const settings = { bindPort: 443 };
    expect(await make(await serve(), settings).fail()).toBe('ssh-port-privileged never');
    expect(await make(await serve('AllowTcpForwarding remote'), settings).fail()).toBe(
      'ssh-port-privileged never',
    );
  });

  it('notices that the server keeps to its loopback without saying so', async () => {
    const closed = await serve('GatewayPorts no');
    const open = await serve('GatewayPorts clientspecified');
    for (const bindAddress of ['127.0.0.3', '0.0.0.0']) {
      expect(await make(closed, { bindAddress }).fail()).toBe('ssh-gateway-ports never');
      expect(await make(open, { bindAddress }).fail()).toBe('open');
    }
  });

  it('works with what it gives to copy into sshd_config', async () => {
    const { user } = await serve();
    for (const bindAddress of ['127.0.0.1', '127.0.0.3']) {
      const url = 'https://tables.example.org';
      const facts = { kind: 'ssh', host: 'x', user, bindAddress, bindPort, url };
      const copied = snippets(sshTunnel.parse(facts))?.sshd ?? '';
      const link = await make(await serve(copied), { bindAddress }).start(receiver.url);
      expect(await isCarried(`http://${bindAddress}:${bindPort}/in/x`, 1000)).toBe(true);
      await link.close();
    }
  });

  it('says that the server takes neither this key nor this user', async () => {
    const server = await serve();
    expect(await make(server, { keyFile: keys.key('stranger') }).fail()).toBe(
      'ssh-key-refused never',
    );
    expect(await make(server, { user: 'somebody-else' }).fail()).toBe('ssh-key-refused never');
  });

  it('logs in with the agent’s key, and says what the agent lacks', async () => {
    const agent = await startAgent(keys.path);
    try {
      const server = await serve('MaxAuthTries 3');
      const provider = () => make(server, { keyFile: null }, { agent: agent.socket });
      expect(await provider().fail()).toBe('ssh-agent-empty slow');
      agent.add(keys.key('unknown'));
      expect(await provider().fail()).toBe('ssh-agent-refused never');
      agent.add(keyFile);
      const link = await provider().start(receiver.url);
      expect(await isCarried(address(), 1000)).toBe(true);
      await link.close();
      agent.removeAll();
      for (const name of ['one', 'two', 'three', 'four']) agent.add(keys.key(name));
      agent.add(keyFile);
      expect(await provider().fail()).toBe('ssh-agent-too-many never');
    } finally {
      await agent.close();
    }
  });
});
