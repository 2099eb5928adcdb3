// Why the public address is not reached is said once, and again when it comes back.
import { afterEach, expect, test, vi } from 'vitest';
import { createText } from '#shared/text/text';
import type { TunnelState } from '#shared/tunnel';
import { createComplainer } from '../../../electron/cli/failure';

afterEach(() => {
  vi.restoreAllMocks();
});

test('each reason once, until it is reached or another one comes', () => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const hear = createComplainer(createText('en'));
  const away: TunnelState = { kind: 'retrying', at: 1, problem: { code: 'ngrok-no-network' } };
  const lost: TunnelState = { kind: 'retrying', at: 1, problem: { code: 'ngrok-link-lost' } };
  const online: TunnelState = { kind: 'online', url: 'https://a', provedAt: 1, roundTripMs: 1 };
  for (const state of [away, { kind: 'connecting' }, away, lost, online, lost] as const) {
    hear(state);
  }
  expect(write.mock.calls.map(([text]) => String(text).slice(0, 40))).toEqual([
    'tablewatch: ngrok cannot be reached. Che',
    'tablewatch: The connection to ngrok was ',
    'tablewatch: The connection to ngrok was ',
  ]);
});
