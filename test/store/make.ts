// Makes what the store's tests need: a temporary folder, a store in it, events and deliveries.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type OpenOptions, openStore } from '#core/store/open';
import type { NewDelivery, NewEvent, Store } from '#core/store/store';
import type { FieldChange } from '#shared/event';
import { parseQuery } from '#shared/query/parse';
import type { Query } from '#shared/query/query';

/** 2026-11-21 12:00 UTC. */
export const noon = Date.UTC(2026, 10, 21, 12);

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tablewatch-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Open until the test ends. */
export function makeStore(folder = temporaryFolder(), options: OpenOptions = {}): Store {
  const opened = openStore(folder, options);
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  onTestFinished(() => opened.value.close());
  return opened.value;
}

export function makeEvent(id: string, change: Partial<NewEvent> = {}): NewEvent {
  return {
    id,
    batchId: `batch-${id}`,
    source: 'seatable',
    connectionId: 'c1',
    subscriptionId: 's1',
    base: { id: 'b1', name: 'Sales' },
    table: { id: 't1', name: 'Opportunities' },
    record: { id: 'r1', title: 'Acme renewal' },
    subject: 'record',
    action: 'updated',
    changes: [],
    count: 1,
    actor: { kind: 'person', id: 'p1', name: 'Li Wei' },
    occurredAt: noon,
    receivedAt: noon,
    origin: 'push',
    certainty: 'stated',
    deliveryId: `d-${id}`,
    ...change,
  };
}

export const makeChange = (name: string, beforeText: string, afterText: string): FieldChange => ({
  field: { id: `f-${name}`, name, type: 'text' },
  beforeText,
  afterText,
});

export function makeDelivery(id: string, change: Partial<NewDelivery> = {}): NewDelivery {
  return {
    id,
    source: 'seatable',
    connectionId: 'c1',
    subscriptionId: 's1',
    channel: 'push',
    receivedAt: noon,
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode('{}'),
    state: 'pending',
    issue: null,
    repeatKey: null,
    repeatWithinMs: null,
    ...change,
  };
}

export function makeQuery(text: string): Query {
  const parsed = parseQuery(text, noon, 0);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

/** Ids of the rows a query finds, as the feed shows them. */
export const idsOf = (store: Store, text: string) =>
  store.events.page(makeQuery(text), null, 100).map(({ id }) => id);
