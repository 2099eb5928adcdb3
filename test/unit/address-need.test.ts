// Who is asked for a public address, and who never is.
import { expect, it } from 'vitest';
import { needsPublicAddress } from '#shared/address-need';
import type { ConnectionView } from '#shared/connection';
import type { SourceInfo } from '#shared/source-info';

const source = (needed: boolean) =>
  // Only this ability is read.
  ({ abilities: { needsPublicAddress: needed } }) as unknown as SourceInfo;

const untouched = { demo: false, live: { kind: 'off' }, subscriptions: [] } as const;

it.each([
  ['a service that pushes', source(true), {}, true],
  ['a service with a live channel', source(false), {}, false],
  ['a server on the internet', source(true), { server: 'https://tables.example.org' }, true],
  ['a server in the own network', source(true), { server: 'http://192.168.1.5:8080' }, true],
  ['a server on this machine', source(true), { server: 'http://localhost:8080' }, false],
  ['a server on this machine, by number', source(true), { server: 'http://127.0.0.1' }, false],
  ['something that is no address', source(true), { server: 5 }, true],
])('%s', (_what, info, config, needed) => {
  expect(needsPublicAddress({ ...untouched, config }, info)).toBe(needed);
});

it('a service with a live channel needs one where only webhooks can be heard', () => {
  // Only that there is a subscription is read.
  const subscriptions = [{}] as unknown as ConnectionView['subscriptions'];
  const connection = { ...untouched, config: {}, subscriptions };
  expect(needsPublicAddress(connection, source(false))).toBe(true);
  const connecting = { ...connection, live: { kind: 'connecting' } as const };
  expect(needsPublicAddress(connecting, source(false))).toBe(false);
});

it('the demo needs none', () => {
  expect(needsPublicAddress({ ...untouched, demo: true, config: {} }, source(true))).toBe(false);
});
