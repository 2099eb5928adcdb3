// What the page says of a connection that watches nothing yet, and of one whose live channel broke.
import { expect, test } from 'vitest';
import type { ConnectionView } from '#shared/connection';
import { shownHealth } from '../../../renderer/ui/shown-health';

const shown = (members: object) =>
  shownHealth({
    ...{ health: 'ok', live: null, subscriptions: [{}], watch: [] },
    ...members,
  } as unknown as ConnectionView); // only these members are read

test.each([
  ['nothing is watched', { health: 'waiting', subscriptions: [] }, 'idle'],
  ['tables are watched by a plan', { subscriptions: [], watch: [{}] }, 'ok'],
  ['the live channel is being opened again', { live: { kind: 'retrying' } }, 'reconnecting'],
  ['something is wrong besides', { health: 'attention', live: { kind: 'retrying' } }, 'attention'],
  ['all is well', { live: { kind: 'on' } }, 'ok'],
])('%s', (_what, members, expected) => {
  expect(shown(members)).toBe(expected);
});
