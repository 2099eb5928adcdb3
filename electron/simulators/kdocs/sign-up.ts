// The demo's Kdocs document: sign-ups for an event. Its hooks name records and fields, never their values.
import type { LabelFact } from '#shared/label';
import type { Chance } from '../chance';

export const fileToken = 'wfoKKYzWR2jyxMHCFVuBxa42RSf8tpndOUeHQQzryfI';
const sheetId = 1;

export const signUpLabels: readonly LabelFact[] = [
  { kind: 'base', id: fileToken, name: '活动报名' },
  { kind: 'table', id: String(sheetId), name: '报名表' },
  {
    kind: 'field',
    tableId: String(sheetId),
    id: 'N',
    label: { name: '姓名', type: 'SingleLineText' },
  },
  {
    kind: 'field',
    tableId: String(sheetId),
    id: 'P',
    label: { name: '已缴费', type: 'SingleSelect' },
  },
];

export const signUpTargets = [
  { event: 'records/create', sheetId },
  { event: 'cells/fields/update', sheetId, fields: ['N', 'P'] },
] as const;

/** @returns a story whose every step is which hook fires, and with what */
export function createSignUp(chance: Chance) {
  return {
    step() {
      const turn = chance.between(1, 10);
      if (turn === 1) {
        // Above 100 rows the service names no records.
        const content = { sheetId, count: chance.between(101, 240) };
        return { event: 'records/create', type: 'dbt.records.create', content } as const;
      }
      const recordIds = Array.from({ length: chance.between(1, 2) }, () => chance.id(2));
      return turn <= 6
        ? ({
            event: 'records/create',
            type: 'dbt.records.create',
            content: { sheetId, recordIds, count: recordIds.length },
          } as const)
        : ({
            event: 'cells/fields/update',
            type: 'dbt.cells.fields.update',
            content: { sheetId, recordIds, fields: ['P'] },
          } as const);
    },
  };
}
