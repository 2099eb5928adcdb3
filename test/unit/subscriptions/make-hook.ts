// Wanted and existing hooks by a short name, for tests.
import type { ServiceHook } from '#core/sources/source';
import {
  type Comparison,
  type ComparisonInput,
  compareHooks,
  type WantedHook,
} from '#core/subscriptions/compare-hooks';

export const root = 'https://hooks.example.test/tw';
export const urlOf = (address: string) => `${root}/in/${address}`;

export const wanted = (name: string, more: Partial<WantedHook> = {}): WantedHook => ({
  subscriptionId: `sub-${name}`,
  address: `addr-${name}`,
  target: { table: name },
  tableId: name,
  url: urlOf(`addr-${name}`),
  rule: `rule-${name}`,
  hookId: `hook-${name}`,
  secret: 'none',
  blocked: false,
  ...more,
});

export const hook = (name: string, more: Partial<ServiceHook> = {}): ServiceHook => ({
  hookId: `hook-${name}`,
  title: '',
  callbackUrl: urlOf(`addr-${name}`),
  active: true,
  tableId: name,
  rule: `rule-${name}`,
  ...more,
});

export const compare = (input: Partial<ComparisonInput>): Comparison =>
  compareHooks({
    wanted: [],
    existing: [],
    retired: [],
    byHand: [],
    root,
    limited: true,
    ...input,
  });
