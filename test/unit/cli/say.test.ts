// What the command line says of a finding: the table by its name, and a subscription where the service has no webhooks.
import { expect, test } from 'vitest';
import type { Finding } from '#shared/doctor';
import { createText } from '#shared/text/text';
import { toldFinding } from '../../../electron/cli/say';

const finding: Finding = {
  id: 'f',
  kind: 'missing',
  hookIds: [],
  subscriptionId: 's',
  tableId: 't5',
  tableName: 'Deals',
  since: 0,
  state: 'open',
  remedy: null,
  problem: null,
};
const said = (locale: 'en' | 'fr' | 'zh-CN', change: Partial<Finding>, subscribes = false) =>
  toldFinding(createText(locale), { ...finding, ...change }, subscribes).text;

test.each([
  [
    'en',
    'Deals: A webhook is missing at the service.',
    'Deals: The app is not subscribed to the base.',
  ],
  [
    'fr',
    'Deals : Un webhook manque chez le service.',
    'Deals : L’application n’est pas abonnée à la base.',
  ],
  ['zh-CN', 'Deals：服务端缺少一个 Webhook。', 'Deals：应用没有订阅该多维表格。'],
] as const)('%s', (locale, hook, subscription) => {
  expect(said(locale, {})).toBe(hook);
  expect(said(locale, {}, true)).toBe(subscription);
});

test('what was mended, refused, or is about no table', () => {
  expect(said('en', { state: 'mended', tableName: null }, true)).toBe(
    'Mended by itself: The app is not subscribed to the base.',
  );
  const problem = { code: 'hook-not-removed', params: { hook: 'h1' } } as const;
  expect(said('en', { kind: 'not-removed', tableName: null, problem }, true)).toBe(
    'The service would not end a subscription. The webhook h1 is still at the service, which would not remove it. Remove it there by its ID.',
  );
  expect(said('en', { kind: 'disabled' }, true)).toBe('Deals: The service switched a webhook off.');
});
