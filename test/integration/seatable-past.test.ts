// Names that were changed and rows that went away meanwhile: all roads tell them as they were at each change.
import { expect, test } from 'vitest';
import type { ChangeDraft } from '#core/sources/source';
import type { SeatableService } from '#simulators/seatable/service';
import { good } from './kdocs-account';
import { camille, connect, http, lei, readAll, tableId } from './seatable-account';
import { begin } from './seatable-session';
import { gist, tellByAllRoads } from './seatable-story';

const by = { user: lei };

function table({ base }: SeatableService, id: string) {
  const found = base.tables.find(({ _id }) => _id === id);
  if (!found) throw new Error(`no table ${id}`);
  return found;
}

function renameTable(server: SeatableService, id: string, name: string): void {
  table(server, id).name = name;
  server.base.note({ op_type: 'rename_table', table_id: id, table_name: name }, by);
}

function changeColumn(server: SeatableService, key: string, data: unknown): void {
  const column = table(server, tableId).columns.find((one) => one.key === key);
  if (!column) throw new Error(`no column ${key}`);
  const operation = { op_type: 'modify_column_data', table_id: tableId, column_key: key };
  const told = { column_data: data, old_column_data: column.data };
  column.data = data;
  server.base.note({ ...operation, ...told }, by);
}

/** @param told what the operation says of it; all of it, where nothing is given */
function removeColumn(server: SeatableService, key: string, told?: object): void {
  const { columns } = table(server, tableId);
  const at = columns.findIndex((one) => one.key === key);
  const [column] = columns.splice(at, 1);
  const operation = { op_type: 'delete_column', table_id: tableId, column_key: key };
  server.base.note({ ...operation, ...(told ?? { old_column: column }) }, by);
}

/** Titles, tables, columns, options and links, each with another name before and after; rows that do not last. */
function story(
  server: SeatableService,
  [deal = '', task = '', other = '']: readonly string[],
): void {
  const { base } = server;
  const brief = base.insert(tableId, { '0000': 'Draft', pc01: 0.5 }, by);
  base.modify(tableId, brief, { pc01: 0.6 }, { user: camille });
  base.modify(tableId, brief, { '0000': 'Contract' }, by);
  base.modify(tableId, brief, { pc01: 0.7 }, by);
  base.modify(tableId, deal, { ck01: true }, by);
  base.modify(tableId, deal, { '0000': 'Acme AG' }, by);
  base.link(tableId, 'ln01', brief, task, by);
  base.modify('0001', task, { '0000': 'Ring' }, { user: camille });
  base.link(tableId, 'ln01', brief, other, { app: 'importer' });
  base.unlink(tableId, 'ln01', brief, task, by);
  base.setLinks(tableId, 'ln01', { [deal]: [task, other], [brief]: [] }, by);
  base.modify(tableId, deal, { st01: '830278' }, by);
  const status = table(server, tableId).columns.find(({ key }) => key === 'st01');
  changeColumn(server, 'st01', {
    options: [
      { id: '381992', name: 'Gained', color: '#59CB74' },
      { id: '830278', name: 'Running', color: '#FBD44A' },
    ],
  });
  base.modify(tableId, deal, { st01: '381992' }, by);
  base.renameColumn(tableId, 'st01', 'Stage', by);
  base.modify(tableId, deal, { st01: '830278' }, by);
  base.renameColumn(tableId, 'st01', 'Phase', by);
  base.modify(tableId, deal, { st01: '381992' }, by);
  expect(status?.name).toBe('Phase');
  renameTable(server, '0001', 'To do');
  base.modify('0001', other, { '0000': 'Post' }, by);
  renameTable(server, '0001', 'Done');
  base.modify(tableId, deal, { du01: 60 }, by);
  removeColumn(server, 'du01');
  base.remove('0001', task, { user: camille });
  const passing = base.insert('0001', { '0000': 'Passing' }, by);
  base.link('0001', 'dl01', passing, deal, by);
  base.unlink('0001', 'dl01', passing, deal, by);
  base.remove('0001', passing, by);
  base.modify(tableId, brief, { pc01: 0.8 }, by);
  base.remove(tableId, brief, by);
}

/** Each change once, whatever the order in which webhooks arrive. */
const inOrder = (drafts: readonly ChangeDraft[]) =>
  new Map(gist(drafts).map((one) => [JSON.stringify(one.identity), one]));

/** Three rows that were there before. */
const first = ({ base }: SeatableService) => [
  base.insert(tableId, { '0000': 'Acme' }, by),
  base.insert('0001', { '0000': 'Call' }, by),
  base.insert('0001', { '0000': 'Mail' }, by),
];

test('names are those of the time, by webhook, live channel and log, also of rows that are gone', async () => {
  const server = await begin();
  const rows = first(server);
  const { push, live, log } = await tellByAllRoads(server, () => story(server, rows));
  expect(inOrder(live)).toEqual(inOrder(log));
  expect(inOrder(push)).toEqual(inOrder(log));
  const told = [...inOrder(log).values()];
  expect(told.map((one) => one.table?.name)).not.toContain(undefined);
  for (const road of [live, log]) {
    const renamed = road.filter(
      ({ subject, action }) => subject === 'table' && action === 'updated',
    );
    const names = renamed.flatMap(({ changes }) =>
      changes.map((one) => [one.beforeText, one.afterText]),
    );
    expect(names).toEqual([
      ['Tasks', 'To do'],
      ['To do', 'Done'],
    ]);
  }
  const texts = JSON.stringify(told);
  for (const row of rows) expect(texts).not.toContain(`${row},`);
}, 20_000);

test('the same holds for an absence that is read in stretches', async () => {
  const server = await begin();
  const rows = first(server);
  const bound = connect(server);
  const head = good(await bound.history?.head(http, [{}]));
  const whole = await tellByAllRoads(server, () => story(server, rows));
  for (let n = 0; n < 600; n += 1) server.base.insert('0001', { '0000': `${n}` });
  server.base.renameColumn(tableId, 'st01', 'Last', by);
  renameTable(server, '0001', 'Last');

  const bodies: Uint8Array[] = [];
  let cursor = head;
  for (let more = true; more; ) {
    const stretch = good(await bound.history?.since(http, [{}], cursor));
    bodies.push(...stretch.bodies);
    ({ cursor, more } = stretch);
  }
  const told = inOrder(readAll(bound, 'catch-up', bodies));
  // What rows led to is reckoned back from now, which a stretch does not reach that others follow.
  const isLink = ([, { identity }]: readonly [string, { readonly identity: readonly unknown[] }]) =>
    identity[3] === 'link';
  const others = [...inOrder(whole.log)].filter((one) => !isLink(one));
  for (const [identity, draft] of others) expect(told.get(identity)).toEqual(draft);
}, 30_000);

test('columns and tables that are gone are told by their names and who removed them, though their operations say neither', async () => {
  const server = await begin();
  const { live, log } = await tellByAllRoads(server, () => {
    removeColumn(server, 'du01', {});
    // The service's own list, which nobody else takes anything out of.
    (server.base.tables as unknown[]).splice(1, 1);
    server.base.note({ op_type: 'delete_table', table_id: '0001' }, by);
  });
  for (const road of [live, log]) {
    expect(road.filter(({ subject }) => subject !== 'record')).toMatchObject([
      {
        ...{ subject: 'field', action: 'deleted', actor: { id: lei }, certainty: 'stated' },
        changes: [{ field: { name: 'Effort · name' }, beforeText: 'Effort', afterText: '' }],
      },
      {
        ...{ subject: 'table', action: 'deleted', actor: { id: lei }, certainty: 'stated' },
        table: { id: '0001', name: 'Tasks' },
      },
    ]);
  }
}, 20_000);
