// What is typed about the public address: what is saved of it, and what is wrong where.
import { describe, expect, it } from 'vitest';
import { formerAddresses, type PublicAddress, publicAddress } from '#shared/public-address';
import {
  type AddressEntry,
  entryOf,
  isStored,
  readEntry,
  type Way,
} from '../../../renderer/settings/address/entry';

const blank = entryOf(null);
const read = (way: Way, typed: Partial<AddressEntry>, stored: PublicAddress | null = null) =>
  readEntry(way, { ...blank, ...typed }, stored);
const server = { host: 'ssh.example.org', user: 'tables', url: 'https://tables.example.org' };
const known = `ssh-ed25519 SHA256:${'a'.repeat(43)}`;

describe('ngrok', () => {
  it('needs nothing but the token, which is kept apart', () => {
    expect(read('ngrok', {})).toEqual({
      ok: true,
      value: { kind: 'ngrok', domain: null, region: null, serverAddr: null, ca: 'ngrok' },
    });
  });
  it.each(['name.ngrok-free.app', ' https://Name.ngrok-free.app/ ', 'NAME.ngrok-free.app'])(
    'takes the domain as it is copied: %s',
    (domain) => {
      expect(read('ngrok', { domain })).toMatchObject({ value: { domain: 'name.ngrok-free.app' } });
    },
  );
  it('takes what another plan allows, or nothing for no limit', () => {
    expect(
      read('ngrok', { plan: 'other', planRequests: ' 100000', planGigabytes: '2,5' }),
    ).toMatchObject({
      value: { plan: { requests: 100_000, gigabytes: 2.5 } },
    });
    expect(read('ngrok', { plan: 'other' })).toMatchObject({
      value: { plan: { requests: null, gigabytes: null } },
    });
    expect(read('ngrok', { plan: 'other', planRequests: 'many', planGigabytes: '0' })).toEqual({
      ok: false,
      error: { planRequests: 'amount', planGigabytes: 'amount' },
    });
    const stored = publicAddress.parse({ kind: 'ngrok', plan: { requests: 5 } });
    expect(readEntry('ngrok', entryOf(stored), stored)).toEqual({ ok: true, value: stored });
  });
  it('says which field of the company network is wrong', () => {
    expect(read('ngrok', { domain: 'a b', serverAddr: 'x', ca: 'file' })).toEqual({
      ok: false,
      error: { domain: 'domain', serverAddr: 'hostPort', caFile: 'missing' },
    });
    expect(read('ngrok', { serverAddr: 'ngrok.example.com:70000' })).toEqual({
      ok: false,
      error: { serverAddr: 'hostPort' },
    });
  });
});

describe('one’s own server', () => {
  it('takes the agent’s key, the usual ports and the server’s loopback', () => {
    expect(read('ssh', server)).toEqual({
      ok: true,
      value: {
        ...server,
        kind: 'ssh',
        port: 22,
        keyFile: null,
        bindAddress: '127.0.0.1',
        bindPort: 9010,
        hostKey: null,
      },
    });
  });
  it('says what is missing and what is wrong', () => {
    const typed = {
      port: '70000',
      keyFrom: 'file',
      bindPort: '',
      url: 'http://tables.example.org',
    };
    expect(read('ssh', typed)).toEqual({
      ok: false,
      error: {
        host: 'missing',
        port: 'port',
        user: 'missing',
        keyFile: 'missing',
        bindPort: 'missing',
        url: 'notHttps',
      },
    });
  });
  it('keeps the key of the same server, and meets another one anew', () => {
    const stored = publicAddress.parse({ ...server, kind: 'ssh', bindPort: 9010, hostKey: known });
    expect(read('ssh', { ...server, user: 'other' }, stored)).toMatchObject({
      value: { hostKey: known },
    });
    expect(read('ssh', { ...server, port: '2222' }, stored)).toMatchObject({
      value: { hostKey: null },
    });
  });
});

describe('an own address', () => {
  it.each([
    ['', 'missing'],
    ['tables.example.com', 'notAnAddress'],
    ['http://tables.example.com', 'notHttps'],
    ['https://me:pass@tables.example.com', 'tooMuch'],
  ])('%s is %s', (url, url_) => {
    expect(read('own', { ownUrl: url })).toEqual({ ok: false, error: { ownUrl: url_ } });
  });
});

it('what the person has said of an address holds for this very one', () => {
  const url = 'https://tables.example.org';
  const stored = { kind: 'own', url, trusted: true } as const;
  expect(read('own', { ownUrl: url }, stored)).toEqual({ ok: true, value: stored });
  const other = `${url}.evil.example`;
  expect(read('own', { ownUrl: other }, stored)).toEqual({
    ok: true,
    value: { kind: 'own', url: other },
  });
});

it.each<PublicAddress>([
  { kind: 'own', url: 'https://tables.example.org' },
  publicAddress.parse({ kind: 'ngrok', domain: 'a.ngrok.app', region: 'eu', ca: { file: '/ca' } }),
  publicAddress.parse({
    ...server,
    kind: 'ssh',
    keyFile: '~/.ssh/id',
    bindPort: 1,
    hostKey: known,
  }),
])('what is stored is shown, and is nothing to save: $kind', (stored) => {
  const again = readEntry(stored.kind, entryOf(stored), stored);
  expect(again.ok && isStored(again.value, stored)).toBe(true);
  expect(again.ok && isStored(again.value, null)).toBe(false);
});

it('who tries another way and comes back finds the first one as it was', () => {
  const ngrok = publicAddress.parse({
    kind: 'ngrok',
    domain: 'a.ngrok.app',
    serverAddr: 'ngrok.example.com:443',
    ca: { file: '/ca.pem' },
  });
  const ssh = publicAddress.parse({ ...server, kind: 'ssh', bindPort: 9011, hostKey: known });
  const own = publicAddress.parse({ kind: 'own', url: 'https://own.example.org' });
  const former = formerAddresses(formerAddresses([], ngrok, ssh), ssh, own);
  const entry = entryOf(own, former);
  for (const stored of [ngrok, ssh, own]) {
    expect(readEntry(stored.kind, entry, stored)).toEqual({ ok: true, value: stored });
  }
  expect(formerAddresses(former, own, ngrok)).toEqual([ssh, own]);
  expect(formerAddresses([ssh], ngrok, null)).toEqual([ssh, ngrok]);
});
