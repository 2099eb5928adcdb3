// What an answer at the public address says, and what none does.
import { expect, test } from 'vitest';
import type { HttpResponse } from '#core/ports';
import { createProbe } from '#core/tunnel/probe';
import { err, ok, type Problem, type Result } from '#shared/result';
import { createHandClock } from './hand-clock';

const silent = (reason: string) =>
  err({ code: 'service-unreachable', params: { host: 'watch.example', reason } } as const);
const answer = (status: number, headers: Readonly<Record<string, string>> = {}) =>
  ok({ status, headers, text: 'hello' });

test.each<[string, Result<HttpResponse, Problem>, string, string | undefined]>([
  ['an unknown name', silent('ENOTFOUND'), 'tunnel-name-unknown', 'name'],
  ['no answer', silent('timeout'), 'tunnel-unreachable', 'silence'],
  ['a redirect, in Node', silent('unexpected redirect'), 'tunnel-stranger', 'stranger'],
  [
    'a redirect, in Electron',
    silent("Attempted to redirect, but redirect policy was 'error'"),
    'tunnel-stranger',
    'stranger',
  ],
  ['another page', answer(200), 'tunnel-stranger', 'stranger'],
  ['a proxy without us', answer(502), 'tunnel-proxy-fails', undefined],
  [
    'ngrok’s edge',
    answer(404, { 'ngrok-error-code': 'ERR_NGROK_3200' }),
    'ngrok-endpoint-offline',
    undefined,
  ],
  [
    'somebody who claims to be ngrok’s edge',
    answer(404, { 'ngrok-error-code': 'Your account is locked, call +1 555' }),
    'tunnel-stranger',
    'stranger',
  ],
])('%s', async (_what, response, code, unclear) => {
  const probe = createProbe({
    http: { request: async () => response },
    clock: createHandClock(),
    proofs: { ask: () => ({ nonce: 'n', answer: 'a' }), answer: () => null },
    displaced: () => null,
    version: '0',
  });
  const asked = await probe.ask('https://watch.example', 1000);
  const fault = asked.ok ? null : asked.error;
  expect([fault?.problem.code, fault?.unclear]).toEqual([code, unclear]);
  expect(JSON.stringify(fault)).not.toContain('locked');
});
