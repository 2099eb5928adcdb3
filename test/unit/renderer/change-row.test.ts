// A row of the feed: what it is called, and how each changed field reads.
import { describe, expect, it } from 'vitest';
import { definitionOf, isHappening, propertyName, toldOf, withTypeNames } from '#shared/definition';
import type { ChangeEvent, FieldChange } from '#shared/event';
import { createText } from '#shared/text/text';
import { viewChange } from '../../../renderer/ui/change/change-view';
import { changesRoom, fitChanges } from '../../../renderer/ui/change/fit-changes';
import { numberDelta, readNumber, sayNumber } from '../../../renderer/ui/change/number-delta';
import { cap, oneLine } from '../../../renderer/ui/change/plain-text';
import { tableOf, titleOf } from '../../../renderer/ui/change/row-title';
import { oneChange } from '../one-change';

const event = (more: Partial<ChangeEvent>) =>
  oneChange({
    base: { id: 'bas', name: '销售' },
    table: { id: 'tbl', name: '商机' },
    record: { id: 'rec', title: "商机 深圳-L'été" },
    ...more,
  });

const field = (id: string, name?: string): FieldChange['field'] => ({
  id,
  ...(name === undefined ? {} : { name }),
  type: 'definition',
});

describe('what a row is called', () => {
  it('is the title of the record', () => {
    expect(titleOf(event({}))).toEqual({ kind: 'record', title: "商机 深圳-L'été" });
  });

  it('is one line, without marks that turn the direction of writing', () => {
    const title = titleOf(event({ record: { id: 'r', title: 'invoice\n\u202egnp.exe\t 1' } }));
    expect(title).toEqual({ kind: 'record', title: 'invoice gnp.exe 1' });
  });

  it('says that a record has no title, or how many records it is about', () => {
    expect(titleOf(event({ record: { id: 'r', title: ' ' } }))).toEqual({
      kind: 'untitled',
      id: 'r',
    });
    expect(titleOf(event({ record: null, count: 37 }))).toEqual({ kind: 'records', count: 37 });
  });

  it('is the field, table, view or base that changed', () => {
    const renamed = event({
      subject: 'field',
      record: null,
      changes: [{ field: field('fld.name', '预计金额 · name'), beforeText: '金额' }],
    });
    expect(titleOf(renamed)).toEqual({ kind: 'field', name: '预计金额' });
    expect(titleOf(event({ subject: 'table', record: null }))).toEqual({
      kind: 'table',
      name: '商机',
    });
    expect(titleOf(event({ subject: 'view', view: { id: 'v', name: 'Grid' } }))).toEqual({
      kind: 'view',
      name: 'Grid',
    });
    expect(tableOf(event({ subject: 'table' }))).toBe('销售');
    expect(tableOf(event({ table: { id: 'tbl9' } }))).toBe('tbl9');
  });
});

describe('a property of a field', () => {
  it('is told apart from the field', () => {
    expect(definitionOf(field('fld.options.o1', 'Stage · options'))).toEqual({
      field: 'Stage',
      property: 'options',
    });
    expect(definitionOf(field('fld.type', 'type'))).toEqual({ field: 'fld', property: 'type' });
    expect(definitionOf(field('description'))).toEqual({ field: null, property: 'description' });
    expect(definitionOf(field('fld', 'Stage'))).toEqual({ field: 'Stage', property: null });
  });

  it('is left out where only the field is known, since the title has it', () => {
    const changes = [{ field: field('fld', 'Stage') }];
    expect(toldOf(event({ subject: 'field', changes }))).toEqual([]);
    expect(toldOf(event({ changes }))).toHaveLength(1);
  });
});

describe('what services say in words of their own', () => {
  const say = (key: string) => `<${key}>`;

  it('is a type of a field, by its name in the reader’s language', () => {
    const type = { id: 'fld.type', name: 'Code · type', type: 'definition' as const };
    const change = { field: type, before: 13, beforeText: 'Phone', afterText: 'Brand new' };
    expect(withTypeNames(change, say)).toEqual({
      ...change,
      beforeText: '<app.fieldType.Phone>',
    });
    const cell = { field: { id: 'fld.type', type: 'text' as const }, afterText: 'Phone' };
    expect(withTypeNames(cell, say)).toEqual(cell);
    // A service may call a setting anything.
    const odd = { id: 'fld.constructor', name: 'Code · constructor', type: 'definition' as const };
    const setting = { field: odd, beforeText: 'a', afterText: 'b' };
    expect(withTypeNames(setting, say)).toStrictEqual(setting);
  });

  const textOf = (id: string, text: string, t: (key: string) => string = createText('zh-CN')) => {
    const field = { id: `fld.${id}`, name: `编号 · ${id}`, type: 'definition' as const };
    return withTypeNames({ field, beforeText: '', afterText: text }, t).afterText;
  };

  it('is a type or a setting of whatever service', () => {
    expect(
      ['multiple-select', 'SingleLineText', 'Links', 'text'].map((one) => textOf('type', one)),
    ).toEqual(['多选', '文本', '关联记录', '文本']);
    expect(textOf('auto_serial.type', 'custom')).toBe('自定义编号');
    expect(textOf('auto_serial.options', 'fixed_text SR, created_time yyMM, system_number 4')).toBe(
      '固定字符： SR, 创建日期： yyMM, 自增数字位数： 4',
    );
    expect(textOf('options.optA', '紧急 (color 3)')).toBe('紧急（颜色 3）');
    expect(textOf('description', 'custom')).toBe('custom');
  });

  it('is left as it is where one name stands for two of them', () => {
    const field = { id: 'fld.type', name: 'A · type', type: 'definition' as const };
    const change = { field, beforeText: 'text', afterText: 'SingleLineText' };
    expect(withTypeNames(change, createText('en'))).toEqual(change);
  });

  it('is a property, also one that nobody has met yet', () => {
    const t = createText('zh-CN');
    expect(
      ['auto_serial.options', 'back_field_id', 'brand_new'].map((one) => propertyName(one, t)),
    ).toEqual(['编号规则', '对方字段', '设置“brand_new”']);
  });

  it('is what happened to a base, which has no values', () => {
    const field = (id: string) => ({ id, name: id, type: 'definition' as const });
    expect(['trash', 'erased', 'access', 'title'].map((id) => isHappening(field(id)))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(isHappening({ id: 'trash', name: 'trash' })).toBe(false);
  });
});

describe('a changed field', () => {
  it('shows a number by the habits of the language, and how far it moved', () => {
    const change = {
      field: { id: 'f', type: 'number' as const },
      beforeText: '1200',
      afterText: '1450',
    };
    const english = viewChange(change, 'updated', 'en');
    expect(english.before).toEqual({ kind: 'text', text: '1,200' });
    expect(english.after).toEqual({ kind: 'text', text: '1,450' });
    expect(english.delta).toBe('+250');
    expect(viewChange(change, 'updated', 'fr').after).toEqual({
      kind: 'text',
      text: '1\u202f450',
    });
  });

  it('tells empty from not known', () => {
    const view = viewChange({ field: { id: 'f' }, afterText: '' }, 'updated', 'en');
    expect(view.before).toEqual({ kind: 'unknown' });
    expect(view.after).toEqual({ kind: 'empty' });
  });

  it('shows options as chips and a checkbox as one', () => {
    const chips = [{ text: '已完成', color: '#3ac07a' }];
    const select = { field: { id: 'f', type: 'single-select' as const }, afterChips: chips };
    expect(viewChange(select, 'updated', 'en').after).toEqual({ kind: 'chips', chips });
    const box = { field: { id: 'f', type: 'checkbox' as const }, after: true, afterText: 'true' };
    expect(viewChange(box, 'updated', 'en').after).toEqual({ kind: 'check', on: true });
  });

  it('compares long texts word by word, short ones and new ones not at all', () => {
    const long = {
      field: { id: 'f', type: 'long-text' as const },
      beforeText: 'The offer is due before the end of October at the latest.',
      afterText: 'The offer is due before the middle of November at the latest.',
    };
    expect(viewChange(long, 'updated', 'en').words).not.toBeNull();
    expect(viewChange(long, 'created', 'en').words).toBeNull();
    const short = { field: { id: 'f' }, beforeText: 'end of May', afterText: 'end of June' };
    expect(viewChange(short, 'updated', 'en').words).toBeNull();
  });
});

describe('numbers', () => {
  it.each([
    ['1,200.50', '1450', '+249.5'],
    ['¥1,200', '¥1,100', '-100'],
    ['5%', '7.5%', '+2.5'],
    ['0.1', '0.3', '+0.2'],
  ])('%s to %s is %s', (before, after, delta) => {
    expect(numberDelta(before, after, 'en')).toBe(delta);
  });

  it('does not guess where a text can be read in two ways, or is none', () => {
    expect(readNumber('1.200,50')).toBeNull();
    expect(readNumber('about 3')).toBeNull();
    expect(numberDelta('3', '3.0', 'en')).toBeNull();
  });

  it('never changes a number that a double cannot hold', () => {
    expect(sayNumber('12345678901234567890', 'en')).toBe('12345678901234567890');
  });
});

describe('the room of a row', () => {
  const long = viewChange(
    { field: { id: 'f' }, beforeText: 'x'.repeat(60), afterText: '客'.repeat(40) },
    'updated',
    'en',
  );
  const short = viewChange(
    { field: { id: 'f' }, beforeText: 'a', afterText: 'b' },
    'updated',
    'en',
  );

  it('is filled with whole changes, never more than three, and at least one', () => {
    const names = ['A', 'B', 'C', 'D'];
    expect(fitChanges(names, [short, short, short, short], 900).count).toBe(3);
    expect(fitChanges(names, [short, long, short], 300).count).toBe(1);
    expect(fitChanges(names, [short], 300).tight).toBe(false);
    expect(fitChanges(names, [long], 50)).toEqual({ count: 1, tight: true });
  });

  it('grows with the list', () => {
    expect(changesRoom(900, 'comfortable')).toBeGreaterThan(changesRoom(500, 'comfortable'));
    expect(changesRoom(900, 'compact')).toBeLessThan(changesRoom(900, 'comfortable'));
  });
});

describe('text from a table', () => {
  it('is cut without splitting a character', () => {
    expect(cap('ab😀cd', 3)).toBe('ab…');
    expect(oneLine('a\r\n\u0000b', 10)).toBe('a b');
  });

  it('costs no more when it is huge', () => {
    expect(oneLine('x '.repeat(5_000_000), 50).length).toBeLessThanOrEqual(51);
  });
});
