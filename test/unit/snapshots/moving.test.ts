// Rows come, go and move between pages while these are read: none that exists is told as gone, none that went is missed for ever.
import { expect, test } from 'vitest';
import type { ChangeEvent } from '#shared/event';
import { connectionId, openBench } from './bench';
import { chance } from './chance';
import type { Paging } from './fake-tables';

const pagings: readonly Paging[] = ['offset', 'token', 'pinned', 'ids'];
/** By name, rows can be asked for at will; few in a day; or those that are gone get no answer that says so. */
const namings = ['freely', 'few', 'never'] as const;
const seeds = Array.from({ length: 3 }, (_, n) => n + 1);

const worlds = pagings.flatMap((paging) =>
  namings.flatMap((naming) => seeds.map((seed) => ({ paging, naming, seed }))),
);

test.each(worlds)('by $paging, named $naming ($seed)', async ({ paging, naming, seed }) => {
  const random = chance(seed);
  const under = (limit: number) => Math.floor(random() * limit);
  const bench = openBench();
  const { service, clock, catchUp } = bench;
  const rows = service.table('t1');
  service.paging = paging;
  service.unnamed = naming === 'never';
  service.limit = naming === 'freely' ? null : 500;
  service.pageSize = 2 + under(6);
  service.atOnce = naming === 'few' ? 1 : 1 + under(4);
  const idOf = () => `R${under(1000)}-${rows.size}-${next++}`;
  let next = 0;
  for (let n = 0; n < 20; n += 1) rows.set(idOf(), { name: `n${n}`, stage: 0 });
  await bench.begin();

  const alive = new Set(rows.keys());
  const wrong: string[] = [];
  let checked = 0;
  /** Ids never come again, so that a row which was told as gone must be gone by now. */
  const check = (events: readonly ChangeEvent[]) => {
    for (const { action, record } of events.slice(checked)) {
      if (action === 'deleted' && rows.has(record?.id ?? '')) wrong.push(record?.id ?? '');
    }
    checked = events.length;
  };

  function put(place: number, id: string, cells: Readonly<Record<string, unknown>>): void {
    const others = [...rows].filter(([one]) => one !== id);
    rows.clear();
    for (const [one, had] of others.toSpliced(place, 0, [id, cells])) rows.set(one, had);
  }

  function edit(): void {
    const ids = [...rows.keys()];
    const id = ids[under(ids.length)];
    const kind = under(8);
    if (id === undefined || kind < 2) {
      const made = idOf();
      put(under(rows.size + 1), made, { name: made, stage: 0 });
      alive.add(made);
    } else if (kind < 4) rows.delete(id);
    else if (kind < 6) put(under(rows.size), id, rows.get(id) ?? {});
    else rows.set(id, { ...rows.get(id), stage: under(1000) });
  }

  let isBusy = true;
  service.meanwhile = () => {
    for (let n = under(4); isBusy && n > 0; n -= 1) edit();
  };
  const look = async () => {
    await Promise.all([catchUp.run(connectionId), clock.advance(100)]);
    check(bench.events);
  };
  for (let round = 0; round < 5; round += 1) {
    for (let n = under(8); n > 0; n -= 1) edit();
    await look();
  }
  isBusy = false;
  // Where few may be asked for by name, what is left comes with the next comparisons.
  for (let round = 0; round < (naming === 'few' ? 6 : 3); round += 1) await look();

  expect(wrong, 'told as gone, and there').toEqual([]);
  const told = (action: string) =>
    bench.events.flatMap((event) => (event.action === action ? [event.record?.id ?? ''] : []));
  const known = new Set([...told('created')]);
  const gone = told('deleted');
  expect(new Set(gone).size, 'told once').toBe(gone.length);
  expect(new Set(known).size, 'told once').toBe(told('created').length);
  const first = [...alive].filter((id) => !known.has(id) && rows.has(id));
  expect(bench.snapshot(), 'missed nothing').toEqual(Object.fromEntries(rows));
  expect(
    [...known, ...first].filter((id) => !gone.includes(id)).toSorted(),
    'all that is there, and no other',
  ).toEqual([...rows.keys()].toSorted());
});
