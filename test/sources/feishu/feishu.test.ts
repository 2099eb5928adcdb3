// What golden deliveries cannot show: the roads a delivery comes by, repeats, names learned on the way, and the sameness of a change.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { defineSource } from '#core/sources/bind';
import type { BoundSource } from '#core/sources/bound-source';
import { decrypt } from '#core/sources/feishu/decrypt';
import { feishu } from '#core/sources/feishu/index';
import type { ChangeDraft, Delivery } from '#core/sources/source';
import { createLabelBook } from '../label-book';

const source = defineSource(feishu);
const config = { brand: 'feishu', appId: 'cli_a00c8400a7babcef' };
const now = 1_717_040_605_000;
const base = 'bascnItn6oHUSEL8RDUdF6abcef';
const table = 'tblOaqBWfGeabcef';
const operator = { open_id: 'ou_lilei' };

function bind(
  secrets: Record<string, string> = {},
  more: Record<string, unknown> = {},
): BoundSource {
  const bound = source.bind({
    connectionId: 'c',
    config: { ...config, ...more },
    target: {},
    secrets,
  });
  if (!bound.ok) throw new Error(JSON.stringify(bound.error));
  return bound.value;
}

function delivery(value: unknown, more: Partial<Delivery> = {}): Delivery {
  return {
    id: 'd',
    channel: 'push',
    receivedAt: now,
    headers: {},
    body: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
    ...more,
  };
}

function signed(value: unknown, key: string, timestamp: number): Record<string, string> {
  return {
    'x-lark-request-timestamp': String(timestamp),
    'x-lark-request-nonce': 'nonce',
    'x-lark-signature': createHash('sha256')
      .update(`${timestamp}nonce${key}${JSON.stringify(value)}`)
      .digest('hex'),
  };
}

function envelope(kind: 'record' | 'field', event: object, header: object = {}) {
  return {
    schema: '2.0',
    header: {
      event_id: 'event-1',
      event_type: `drive.file.bitable_${kind}_changed_v1`,
      create_time: '1717040602000',
      token: 'right',
      ...header,
    },
    event: { file_token: base, table_id: table, operator_id: operator, revision: 41, ...event },
  };
}

const statusChange = {
  action_list: [
    {
      action: 'record_edited',
      record_id: 'rec1',
      before_value: [{ field_id: 'fldStatus', field_value: 'optTodo1' }],
      after_value: [{ field_id: 'fldStatus', field_value: 'optDone1' }],
    },
  ],
};
const statusField = {
  action_list: [
    {
      action: 'field_edited',
      field_id: 'fldStatus',
      after_value: {
        id: 'fldStatus',
        name: '状态',
        type: 3,
        property: {
          options: [
            { id: 'optTodo1', name: '待处理', color: 1 },
            { id: 'optDone1', name: '已完成', color: 2 },
          ],
        },
      },
    },
  ],
};

function read(body: unknown, labels = createLabelBook([]), bound = bind()): readonly ChangeDraft[] {
  const drafts = bound.read(delivery(body), labels);
  if (!drafts.ok) throw new Error(JSON.stringify(drafts.error));
  return drafts.value;
}

test('the documented encrypted text decrypts to the documented words', () => {
  const plain = decrypt('P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=', 'test key');
  expect(plain.ok && Buffer.from(plain.value).toString()).toBe('hello world');
});

describe('by which road it comes', () => {
  const body = envelope('record', statusChange);
  const bound = bind({ encryptKey: 'key', verificationToken: 'right' });
  const old = signed(body, 'key', 1_717_000_000);

  test('an old delivery is refused with its age, and taken when a person replays it', () => {
    expect(bound.check(delivery(body, { headers: old }), now)).toMatchObject({
      kind: 'reject',
      reason: { code: 'delivery-stale', params: { minutes: 677 } },
    });
    expect(bound.check(delivery(body, { headers: old, channel: 'replay' }), now)).toMatchObject({
      kind: 'accept',
    });
  });

  test('a replay does not make a wrong signature right', () => {
    const headers = signed(body, 'another key', 1_717_040_604);
    expect(bound.check(delivery(body, { headers, channel: 'replay' }), now)).toMatchObject({
      kind: 'reject',
      reason: { code: 'signature-wrong' },
    });
  });

  test('digits moved between timestamp and nonce do not make an old signature young', () => {
    const shifted = {
      ...old,
      'x-lark-request-timestamp': '',
      'x-lark-request-nonce': '1717000000nonce',
    };
    expect(bound.check(delivery(body, { headers: shifted }), now)).toMatchObject({
      kind: 'reject',
      reason: { code: 'signature-missing' },
    });
  });

  test('the long connection is not signed, and may leave the token empty, but not wrong', () => {
    const live = (token: string) =>
      bound.check(delivery(envelope('record', statusChange, { token }), { channel: 'live' }), now);
    expect(live('')).toMatchObject({ kind: 'accept' });
    expect(live('wrong')).toMatchObject({ kind: 'reject', reason: { code: 'token-wrong' } });
  });
});

describe('repeats', () => {
  const repeatKeyOf = (body: unknown) => {
    const verdict = bind().check(delivery(body), now);
    return verdict.kind === 'accept' ? verdict.repeatKey : null;
  };

  test('are told by the service’s own id, for a day', () => {
    expect(bind().check(delivery(envelope('record', statusChange)), now)).toMatchObject({
      repeatKey: 'event-1',
      repeatWithinMs: 86_400_000,
    });
    const older = { type: 'event_callback', uuid: 'uuid-1', event: { type: 'app_ticket' } };
    expect(repeatKeyOf(older)).toBe('uuid-1');
  });

  test('without an id, by the bytes', () => {
    expect(repeatKeyOf('hello')).toBe(repeatKeyOf('hello'));
    expect(repeatKeyOf('hello')).not.toBe(repeatKeyOf('hello '));
  });
});

describe('names', () => {
  test('of a field and its options are learned from a field event, and forgotten with the field', () => {
    const labels = createLabelBook([]);
    expect(read(envelope('record', statusChange), labels)[0]?.changes[0]).toMatchObject({
      field: { id: 'fldStatus', type: 'single-select' },
      beforeText: 'optTodo1',
      afterText: 'optDone1',
    });
    read(envelope('field', statusField), labels);
    expect(read(envelope('record', statusChange), labels)[0]?.changes[0]).toMatchObject({
      field: { id: 'fldStatus', name: '状态', type: 'single-select' },
      beforeText: '待处理',
      afterText: '已完成',
      afterChips: [{ text: '已完成' }],
    });
    read(
      envelope('field', { action_list: [{ action: 'field_deleted', field_id: 'fldStatus' }] }),
      labels,
    );
    expect(labels.field(table, 'fldStatus')).toBeUndefined();
  });

  test('of fields stand in formulas, also of other tables; an unknown one stays as it came', () => {
    const labels = createLabelBook([
      { kind: 'table', id: 'tblOther', name: '客户' },
      { kind: 'field', tableId: table, id: 'fldHours', label: { name: '工时' } },
      { kind: 'field', tableId: 'tblOther', id: 'fldRate', label: { name: '单价' } },
    ]);
    const formula = `bitable::$table[${table}].$field[fldHours]*$table[tblOther].$column[fldRate]+bitable::$table[${table}].$field[fldGone]`;
    const edited = {
      action: 'field_edited',
      field_id: 'fldSum',
      before_value: { id: 'fldSum', name: '合计', type: 20, property: { formula_expression: '1' } },
      after_value: {
        id: 'fldSum',
        name: '合计',
        type: 20,
        property: { formula_expression: formula },
      },
    };
    expect(read(envelope('field', { action_list: [edited] }), labels)[0]?.changes).toMatchObject([
      {
        beforeText: '1',
        after: formula,
        afterText: `[工时]*[客户].[单价]+bitable::$table[${table}].$field[fldGone]`,
      },
    ]);
  });

  test('of people in cells name the one who makes the next change', () => {
    const labels = createLabelBook([]);
    const owner = {
      field_id: 'fldOwner',
      field_value: '{"users":[{"userId":"7524554713046745089","name":"李雷"}]}',
      field_identity_value: { users: [{ user_id: operator, name: '李雷', en_name: 'Li Lei' }] },
    };
    const added = { action: 'record_added', record_id: 'rec2', after_value: [owner] };
    read(envelope('record', { action_list: [added] }), labels);
    expect(read(envelope('record', statusChange), labels)[0]?.actor).toEqual({
      kind: 'person',
      id: 'ou_lilei',
      name: '李雷',
    });
  });
});

describe('the same change', () => {
  const identityOf = (body: unknown, labels = createLabelBook([])) =>
    JSON.stringify(read(body, labels)[0]?.identity);

  test('is one, whatever is known about its fields and whatever envelope it comes in', () => {
    const labels = createLabelBook([]);
    read(envelope('field', statusField), labels);
    const plain = identityOf(envelope('record', statusChange));
    expect(identityOf(envelope('record', statusChange), labels)).toBe(plain);
    expect(identityOf(envelope('record', statusChange, { event_id: 'event-2', token: '' }))).toBe(
      plain,
    );
  });

  test('at another revision is another; without a revision the event’s id decides', () => {
    expect(identityOf(envelope('record', { ...statusChange, revision: 42 }))).not.toBe(
      identityOf(envelope('record', statusChange)),
    );
    const without = (event_id: string) =>
      identityOf(envelope('record', { ...statusChange, revision: undefined }, { event_id }));
    expect(without('a')).toBe(without('a'));
    expect(without('a')).not.toBe(without('b'));
  });
});

test('a wrong config names each wrong member', () => {
  const paths = (value: unknown) => source.checkConfig(value).map(({ path }) => path.join('.'));
  expect(paths({ ...config, apiBase: 'http://127.0.0.1:4000' })).toEqual([]);
  expect(paths({ brand: 'wechat' })).toEqual(['config.brand', 'config.appId']);
  expect(paths({ ...config, documentHost: 'https://x.feishu.cn/', timeZone: 'Mars' })).toEqual([
    'config.documentHost',
    'config.timeZone',
  ]);
  expect(source.checkTarget({ fileToken: base })).toEqual([]);
});
