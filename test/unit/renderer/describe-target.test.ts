// What a subscription watches, said in words.
import { describe, expect, it } from 'vitest';
import type { SourceInfo } from '#shared/source-info';
import { basesOf, describeTarget } from '../../../renderer/connections/watch/describe-target';

const same = (text: string) => ({ en: text, 'zh-CN': text, fr: text });
const info = {
  terms: { base: same('base'), table: same('table'), field: same('field') },
  targetForm: [
    {
      name: 'event',
      kind: 'choice',
      secret: false,
      required: true,
      label: same('Event'),
      choices: [{ value: 'records/create', label: same('Records added') }],
    },
    { name: 'sheetId', kind: 'text', secret: false, required: true, label: same('Sheet') },
  ],
} as unknown as SourceInfo; // only these members are read

const told = (target: Record<string, unknown>, tables: { id: string; name: string }[] = []) =>
  describeTarget(info, target, tables, (words) => words.en);

describe('a target', () => {
  it('is the name of its table', () => {
    expect(told({ baseId: 'b', tableId: 't1' }, [{ id: 't1', name: '客户' }])).toEqual([
      { foreign: true, label: null, text: '客户' },
    ]);
  });
  it('is the id of a table whose name is not known', () => {
    expect(told({ tableId: 't1' })).toEqual([{ foreign: true, label: 'table', text: 't1' }]);
  });
  it('is each member by its label, choices by their own words', () => {
    expect(told({ event: 'records/create', sheetId: 7, other: {} })).toEqual([
      { foreign: false, label: null, text: 'Records added' },
      { foreign: true, label: 'Sheet', text: '7' },
    ]);
  });
  it('is a base and a table by their names, where these were read', () => {
    const base = {
      name: 'baseId',
      kind: 'text',
      secret: false,
      required: false,
      label: same('Base'),
    };
    const words = (text: { readonly en: string }) => text.en;
    const whole = { ...info, targetForm: [base] } as unknown as SourceInfo; // only these members are read
    const names = { base: '项目管理', table: '任务' };
    expect(describeTarget(whole, { baseId: 'basX' }, [], words, names)).toEqual([
      { foreign: true, label: 'base', text: '项目管理' },
    ]);
    expect(describeTarget(whole, { tableId: 't1' }, [], words, names)).toEqual([
      { foreign: true, label: null, text: '任务' },
    ]);
  });
  it('is nothing when everything is taken', () => {
    expect(told({})).toEqual([]);
  });
});

it('asks for each base once', () => {
  const targets = [{ baseId: 'b1' }, { baseId: 'b2' }, { baseId: 'b1' }, {}];
  expect(basesOf(targets.map((target) => ({ target })))).toEqual(['b1', 'b2']);
});
