// Times the store at a million events: `npx vitest bench --run --project core test/bench`; EVENTS sets another size.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, bench, describe } from 'vitest';
import { openStore } from '#core/store/open';
import type { NewEvent } from '#core/store/store';
import { parseQuery } from '#shared/query/parse';

const size = Number(process.env.EVENTS ?? 1_000_000);
const start = Date.UTC(2026, 0, 1);
const words = [
  '客户',
  '签约',
  '报价单',
  'Acme',
  '待处理',
  'renewal',
  '上海',
  '科技',
  'Globex',
  '合同',
];
const word = (n: number) => words[n % words.length] ?? '';

function event(n: number): NewEvent {
  const at = start + n * 20_000;
  return {
    id: `e${n}`,
    batchId: `b${n}`,
    source: n % 3 === 0 ? 'feishu' : 'seatable',
    connectionId: `c${n % 3}`,
    subscriptionId: 's1',
    base: { id: `b${n % 5}`, name: `Base ${n % 5}` },
    table: { id: `t${n % 40}`, name: n % 40 === 7 ? 'Rare table' : `Table ${n % 40}` },
    record: { id: `r${n % 50_000}`, title: `${word(n)} ${word(n * 7)} ${n % 50_000}` },
    subject: 'record',
    action: n % 10 === 0 ? 'created' : 'updated',
    changes: [
      { field: { id: 'f1', name: '状态' }, beforeText: word(n * 3), afterText: word(n * 3 + 1) },
      { field: { id: 'f2', name: 'Amount' }, beforeText: `${n}`, afterText: `${n * 2}` },
    ],
    count: 1,
    actor: { kind: 'person', id: `p${n % 25}`, name: `Person ${n % 25}` },
    occurredAt: at,
    receivedAt: at,
    origin: 'push',
    certainty: 'stated',
    deliveryId: `d${n}`,
  };
}

const folder = mkdtempSync(join(tmpdir(), 'tablewatch-bench-'));
const opened = openStore(folder);
if (!opened.ok) throw new Error(opened.error.code);
const store = opened.value;
for (let n = 0; n < size; n += 5000) {
  store.events.insert(Array.from({ length: Math.min(5000, size - n) }, (_, i) => event(n + i)));
}
// As people leave it: a thousand changes nobody has looked at yet.
const read = parseQuery(`before:2030-01-01`, start);
if (read.ok) store.events.mark({ query: read.value }, false);
for (let n = size - 1000; n < size; n += 1) store.events.mark({ ids: [`e${n}`] }, true);
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const queryOf = (text: string) => {
  const parsed = parseQuery(text, start + size * 20_000);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
};

const options = { iterations: 5, time: 0, warmupIterations: 1, warmupTime: 0 };
const middle = { at: start + (size / 2) * 20_000, seq: size };
for (const text of [
  '',
  'is:unread',
  'table:"rare table"',
  'source:feishu',
  'person:"person 7"',
  'action:created last:7d',
  'record:acme',
  'field:状态',
  '签约',
  '报价单',
  '客户 报价单',
  'zzz',
  '没有',
]) {
  const query = queryOf(text);
  describe(text === '' ? '(all)' : text, () => {
    bench('first page', () => void store.events.page(query, null, 100), options);
    bench('middle page', () => void store.events.page(query, middle, 100), options);
    bench('since', () => void store.events.since(query, size - 50, 100), options);
    bench('count', () => void store.events.count(query), options);
    bench('unread', () => void store.events.unread(query), options);
  });
}
