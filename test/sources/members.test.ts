// What the members of every source must keep, whatever is put into them: cells of any value, plans of any schema, meters,
// and the same verdict for the same bytes.
import { describe, expect, test } from 'vitest';
import type { BoundSource, BoundTables } from '#core/sources/bound-source';
import { sources } from '#core/sources/index';
import type { FieldSchema, TableSchema } from '#core/sources/source';
import { changeEvent } from '#shared/event';
import { type Watch, watchKinds } from '#shared/watch';
import { bindGolden, deliveryOf, type Golden, goldenOf } from './golden';
import { createRandom, mutateJson, type Random, randomJson } from './mutations';

const must = (isSo: boolean, orElse: string) => expect(isSo, orElse).toBe(true);
const rounds = 2000;

describe.each(sources.map((source) => [source.id, source] as const))('%s', (id, source) => {
  const files = goldenOf(id);
  const bounds = files.map((file) => bindGolden(source, file));
  const one = bounds[0];

  test('the same bytes again have the same repeat key', () => {
    for (const [index, file] of files.entries()) {
      const delivery = deliveryOf(file);
      const again = { ...delivery, id: `${delivery.id} again`, receivedAt: file.now + 1000 };
      const [first, second] = [delivery, again].map((each) => bounds[index]?.check(each, file.now));
      if (first?.kind !== 'accept' || second?.kind !== 'accept') continue;
      must(
        first.repeatKey === second.repeatKey && first.repeatKey !== '',
        `${file.name}: make repeatKey of what the service sends, not of the delivery's own id or time`,
      );
    }
  });

  if (one?.tables) {
    test('tables.cell words any value of any field, and never throws', () => {
      const { cell } = tablesOf(one);
      const random = createRandom(1);
      const types = typesOf(files);
      for (const empty of [null, undefined]) {
        expect(cell(empty, field(undefined)).text, `cell(${empty}) is empty`).toBe('');
      }
      const values = files.map(({ body = 'null' }) => jsonOf(body));
      for (let round = 0; round < rounds; round += 1) {
        const value = random() < 0.5 ? randomJson(random) : inside(random, pick(random, values));
        wordsIt(cell, value, field(pick(random, types), randomJson(random, 2)));
      }
    });

    test('tables names its pages, its limit and its links', () => {
      for (const { tables } of bounds) {
        if (!tables) throw new Error('`tables` comes and goes with the config');
        must(tables.pageSize > 0, 'tables.pageSize is how many rows one `page` may bring');
        must(
          tables.atOnce >= 0,
          'tables.atOnce is how many ids one `some` takes; 0: only whole tables',
        );
        must(tables.limit === null || tables.limit > 0, 'tables.limit is null, or calls in a day');
        const link = tables.link({ baseId: 'b', tableId: 't' }, 'r');
        if (link !== undefined) {
          must(
            /^https?:$/.test(new URL(link).protocol),
            `tables.link gives a web address: ${link}`,
          );
        }
      }
    });
  }

  if (source.planner) {
    test('the planner is stable: keys stay, whatever fields come and go', () => {
      if (!one) throw new Error('no golden delivery to bind');
      const random = createRandom(2);
      for (let round = 0; round < 200; round += 1) {
        const tables = schemasOf(random);
        const watched = watchOf(random, tables);
        const plan = one.plan(watched, tables);
        const keys = plan.map(({ key }) => key);
        expect(new Set(keys).size, 'two planned hooks have one key').toBe(keys.length);
        expect(one.plan(watched, tables), 'plan twice, the same plan').toEqual(plan);

        const later = one.plan(watched, tables.map(withAnotherField));
        const lost = keys.filter((key) => !later.some((hook) => hook.key === key));
        expect(lost, 'a key must not hang on the fields of a table').toEqual([]);

        const turned = one.plan(watched, tables.map(turnedRound));
        expect(turned.map(({ key }) => key)).toEqual(keys);
        expect(turned.map((hook) => ruleOf(one, hook.target))).toEqual(
          plan.map((hook) => ruleOf(one, hook.target)),
        );
        for (const { tableId, target } of plan) {
          expect(source.checkTarget(target), 'a planned target fits the schema').toEqual([]);
          must(
            watched.some((each) => each.tableId === tableId),
            `${tableId} is not watched`,
          );
        }
        const needs = plan.map(({ need }) => need);
        const comfort = needs.indexOf('comfort');
        must(comfort < 0 || needs.lastIndexOf('asked') < comfort, 'what is asked for comes first');
      }
    });

    test('comparedKinds are those that no hook reports', () => {
      const { comparedKinds = [] } = source.planner ?? {};
      const tables = schemasOf(createRandom(3));
      for (const kind of comparedKinds) {
        const watched = tables.map(({ id: tableId }) => ({ tableId, kinds: [kind] }));
        const asked = one?.plan(watched, tables).filter(({ need }) => need === 'asked');
        expect(asked, `a hook is asked for by ${kind}: take it out of comparedKinds`).toEqual([]);
      }
    });
  }

  test('its meters are told apart, and count any request', () => {
    for (const { meters } of bounds) {
      expect(new Set(meters.map((meter) => meter.id)).size).toBe(meters.length);
      for (const meter of meters) {
        must(meter.limit > 0, `the meter ${meter.id} allows calls in a day`);
        meter.counts({ method: 'GET', url: 'https://example.com/' });
        meter.counts({ method: 'POST', url: 'https://example.com/a?b=c' });
      }
    }
  });
});

function tablesOf(bound: BoundSource | undefined): BoundTables {
  if (!bound?.tables) throw new Error('the source has no tables');
  return bound.tables;
}

/** Throws the first thing that is wrong, with the value. */
function wordsIt(cell: BoundTables['cell'], value: unknown, of: FieldSchema): void {
  try {
    const { text, chips, type } = cell(value, of);
    const change = { field: { id: of.id, type }, afterText: text, afterChips: chips };
    // Its schema wants text, chips of text and a type of the normal form.
    changeEvent.pick({ changes: true }).parse({ changes: [withoutAbsent(change)] });
    expect(cell(value, of)).toEqual(cell(value, of));
  } catch (cause) {
    const what = `${JSON.stringify(value)} of ${JSON.stringify(of.label)}`;
    throw new Error(`tables.cell must word anything as text: ${what}`, { cause });
  }
}

const withoutAbsent = (change: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(change).filter(([, member]) => member !== undefined));

const field = (type: string | number | undefined, property?: unknown): FieldSchema => ({
  id: 'f',
  label: { name: 'F', ...(type === undefined ? {} : { type }), property },
});

/** The types that golden deliveries know, and some that nobody does. */
function typesOf(files: readonly Golden[]): readonly (string | number | undefined)[] {
  const known = files.flatMap(({ labels }) =>
    labels.flatMap((label) => (label.kind === 'field' ? (label.label?.type ?? []) : [])),
  );
  return [...new Set([...known, ...Array(25).keys(), 1001, '', 'date', '__proto__', undefined])];
}

/** A value somewhere in a body, perhaps damaged. */
function inside(random: Random, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || random() < 0.2) {
    return mutateJson(random, value);
  }
  return inside(random, pick(random, Object.values(value)));
}

function schemasOf(random: Random): readonly TableSchema[] {
  const some = <T>(most: number, make: (no: number) => T) =>
    Array.from({ length: Math.floor(random() * most) }, (_, index) => make(index + 1));
  return some(4, (no) => ({
    id: String(no),
    name: `Table ${no}`,
    fields: some(5, (field) => ({ id: `f${field}`, label: { name: `Field ${field}` } })),
    views: some(3, (view) => ({ id: `${view}`, name: `View ${view}` })),
  }));
}

function watchOf(random: Random, tables: readonly TableSchema[]): readonly Watch[] {
  return tables.flatMap(({ id: tableId }) => {
    const kinds = watchKinds.filter(() => random() < 0.5);
    return kinds.length > 0 ? [{ tableId, kinds }] : [];
  });
}

const withAnotherField = (table: TableSchema): TableSchema => ({
  ...table,
  fields: [...table.fields, { id: 'another', label: { name: 'Another' } }],
});
const turnedRound = (table: TableSchema): TableSchema => ({
  ...table,
  fields: table.fields.toReversed(),
});
const ruleOf = (bound: BoundSource, target: Readonly<Record<string, unknown>>) =>
  bound.hooks?.rule(target) ?? null;

function pick<T>(random: Random, from: readonly T[]): T | undefined {
  return from[Math.floor(random() * from.length)];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
