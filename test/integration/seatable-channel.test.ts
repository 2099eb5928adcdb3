// What keeps the live channel of a SeaTable server from being opened at all, and what is said of it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect as connectTo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { expect, test } from 'vitest';
import { createHttp, createProxyAgent } from '#core/core';
import type { Http } from '#core/ports';
import type { SeatableService } from '#simulators/seatable/service';
import { createCertificateAuthority } from '../tunnel/ngrok-service/certificate';
import { connect, listenLive } from './seatable-account';
import { begin, closeAfter } from './seatable-session';

const patience = { timeout: 15_000 };

test.each(['refuses', 'welcomes'] as const)(
  'a server whose channel is of another age (it %s) is to be updated, and is tried again later',
  async (otherAge) => {
    const server = await begin({ otherAge });
    const ears = hear(server, server.url, createHttp(fetch));
    await expect.poll(ears.down, patience).toEqual({
      problem: { code: 'live-too-old', params: { host: new URL(server.url).host } },
      retry: 'slow',
    });
  },
  30_000,
);

test('a certificate that a company has signed is trusted where the environment names it, and else asked for', async () => {
  const server = await begin();
  const authority = createCertificateAuthority('company');
  const { cert, key } = authority.issue(['localhost']);
  const folder = mkdtempSync(join(tmpdir(), 'tablewatch-ca-'));
  closeAfter(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'company.pem');
  writeFileSync(file, authority.ca);
  const door = createServer({ cert, key }, (client) => {
    const target = connectTo(Number(new URL(server.url).port), '127.0.0.1');
    client.pipe(target).pipe(client);
    client.on('error', () => target.destroy());
    target.on('error', () => client.destroy());
  });
  await new Promise<void>((listening) => door.listen(0, '127.0.0.1', listening));
  closeAfter(() => door.close());
  const { port } = door.address() as AddressInfo; // it listens on a port
  const url = `https://localhost:${port}`;
  // Calls trust the company, as those of the app do by the system's store.
  const call = (address: string, init: RequestInit) =>
    fetch(address.replace(url, server.url), init);
  const straight = async () => null;

  const known = hear(server, url, createHttp(call, createProxyAgent(straight, file)));
  await expect.poll(known.ups, patience).toBe(1);
  const unknown = hear(server, url, createHttp(call, createProxyAgent(straight, undefined)));
  await expect.poll(unknown.down, patience).toMatchObject({
    problem: { code: 'live-untrusted', params: { host: `localhost:${port}` } },
    retry: 'slow',
  });
}, 40_000);

function hear(server: SeatableService, url: string, http: Http) {
  const ears = listenLive(connect(server, undefined, { config: { server: url } }), http);
  closeAfter(ears.close);
  return ears;
}
