// One story told by webhook, by long connection, and read afterwards: the same changes in the same words.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { compareRow } from '#core/snapshots/comparing/compare';
import type { BoundSource } from '#core/sources/bound-source';
import { openBody } from '#core/sources/feishu/decrypt';
import type { ChangeDraft, FieldSchema, Row } from '#core/sources/source';
import type { FeishuService } from '#simulators/feishu/service';
import {
  changesIn,
  connectFeishu,
  type FeishuAccount,
  http,
  listen,
  liveOf,
  readLabels,
  tablesOf,
} from './feishu-account';
import { good } from './kdocs-account';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const secrets = { verificationToken: 'verify-me', encryptKey: 'key' };
const seed = 20_261_122;

/** What a person does in a base, over fields of every kind. */
function story({ base: of }: FeishuService): void {
  const base = of();
  const [first = '', second = '', third = ''] = base.addRecords([
    { 任务: '首页改版', 工时: 4, 进度: '未开始', 负责人: ['李雷'], 截止: 1_717_040_601_000 },
    { 任务: '支付对账 🎉', 标签: ['紧急', '客户'], 完成: true, 电话: '13800001234' },
    {
      任务: 'x',
      网页: { text: 'docs', link: 'https://e.com' },
      附件: ['a.pdf', 'b.pdf'],
      比例: 0.5,
    },
  ]);
  base.edit(first, { 进度: '已完成', 工时: 5.5 });
  base.renameField('进度', '状态');
  base.addOption('状态', '搁置');
  base.editAll([
    [first, { 状态: '搁置', 负责人: ['李雷', '韩梅梅'] }],
    [second, { 标签: ['客户'], 完成: false, 电话: '' }],
    [third, { 关联: [first, second], 比例: 0.125, 任务: 'y' }],
  ]);
  base.remove([second]);
  base.rename('项目管理 2027');
}

async function byWebhook(): Promise<readonly ChangeDraft[]> {
  const { account, bound } = await begin();
  const bodies: { body: Uint8Array; headers: Record<string, string> }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      const delivery = { id: 'd', channel: 'push' as const, receivedAt: Date.now(), headers, body };
      const verdict = bound.check(delivery, Date.now());
      if (verdict.kind === 'accept') bodies.push({ body, headers });
      const json = verdict.kind === 'reject' ? {} : verdict.answer.json;
      response.statusCode = verdict.kind === 'reject' ? verdict.status : verdict.answer.status;
      response.end(JSON.stringify(json));
    });
  });
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  closing.push(() => server.close());
  const { port } = server.address() as AddressInfo; // it listens on a port
  const { service } = account;
  expect(await service.setWebhook(`http://127.0.0.1:${port}/in/x`, secrets)).toBe(true);
  const labels = await readLabels(account);
  story(service);
  await allSent(service);
  return byRevision(bodies).flatMap((one) => changesIn(bound, labels, 'push', one));
}

async function byLongConnection(): Promise<readonly ChangeDraft[]> {
  const { account, bound } = await begin();
  const { service } = account;
  service.connections.settings.fragments = 3;
  const ears = listen();
  const channel = liveOf(bound).open(http, [{}], ears.listener);
  closing.push(() => channel.close());
  await ears.until(({ ups }) => ups === 1);
  const labels = await readLabels(account);
  story(service);
  await allSent(service);
  return byRevision(ears.heard.messages).flatMap((one) => changesIn(bound, labels, 'live', one));
}

async function begin(): Promise<{ readonly account: FeishuAccount; readonly bound: BoundSource }> {
  const account = await connectFeishu(seed);
  closing.push(() => account.service.close());
  good(
    await account.bound.hooks?.create(http, { target: {}, callbackUrl: 'http://x', secret: '' }),
  );
  return { account, bound: account.bound };
}

/** Each record and field change comes twice: once as itself, once as an edit of the document. */
const allSent = (service: FeishuService) =>
  service.sendings.waitFor(({ fate }) => fate === 'delivered', 2 * 6 + 1);

/** Events come in any order; what a change is called depends on the names that are known by then. */
function byRevision<T extends { readonly body: Uint8Array }>(
  deliveries: readonly T[],
): readonly T[] {
  const revisionOf = ({ body }: T): number => {
    const opened = openBody(body, secrets.encryptKey);
    return eventOf.parse(good(opened)).event.revision ?? Number.POSITIVE_INFINITY;
  };
  return deliveries.toSorted((a, b) => revisionOf(a) - revisionOf(b) || 0);
}
const eventOf = z.object({ event: z.object({ revision: z.number().optional() }) });

describe('the same story', () => {
  test('gives the same changes by both roads, with the same identity and in the same words', async () => {
    const pushed = await byWebhook();
    const live = await byLongConnection();
    expect(pushed.length).toBe(3 + 1 + 1 + 1 + 3 + 1 + 1);
    expect(new Set(pushed.map(({ identity }) => JSON.stringify(identity))).size).toBe(
      pushed.length,
    );
    expect(live).toEqual(pushed);
    expect(JSON.stringify(live)).toContain('搁置');
  });

  test('an event that comes once more has the same key and the same identity', async () => {
    const { account, bound } = await begin();
    const ears = listen();
    const channel = liveOf(bound).open(http, [{}], ears.listener);
    closing.push(() => channel.close());
    await ears.until(({ ups }) => ups === 1);
    const labels = await readLabels(account);
    account.service.base().rename('a');
    account.service.repeatLast();
    await ears.until(({ messages }) => messages.length === 2);
    const [one, again] = ears.heard.messages;
    expect(again?.repeatKey).toBe(one?.repeatKey);
    const read = (message = one) => (message ? changesIn(bound, labels, 'live', message) : []);
    expect(read(again).map((draft) => draft.identity)).toEqual(
      read().map(({ identity }) => identity),
    );
  });
});

describe('read afterwards', () => {
  async function rowsOf(account: FeishuAccount): Promise<ReadonlyMap<string, Row>> {
    const base = account.service.base();
    const table = { baseId: base.token, tableId: base.table().id };
    const page = good(await tablesOf(account.bound).page(http, table, null));
    return new Map(page.rows.map((row) => [row.id, row]));
  }

  test('every cell says what its event said', async () => {
    const { account, bound } = await begin();
    const ears = listen();
    const channel = liveOf(bound).open(http, [{}], ears.listener);
    closing.push(() => channel.close());
    await ears.until(({ ups }) => ups === 1);
    const labels = await readLabels(account);
    const base = account.service.base();
    base.addRecords([
      {
        任务: '首页改版',
        工时: 4.25,
        进度: '未开始',
        标签: ['紧急', '客户'],
        截止: 1_717_040_601_000,
        完成: true,
        负责人: ['李雷', '韩梅梅'],
        电话: '0013800001234',
        网页: { text: 'docs', link: 'https://e.com' },
        附件: ['a.pdf'],
        关联: ['recOther'],
        比例: 0.125,
      },
    ]);
    await ears.until(({ messages }) => messages.length === 2);
    const [draft] = ears.heard.messages.flatMap((one) => changesIn(bound, labels, 'live', one));
    const [row] = [...(await rowsOf(account)).values()];
    const said = draft?.changes.map(({ field, afterText }) => [field.id, afterText]);
    const read = draft?.changes.map(({ field: { id } }) => {
      const label = labels.field(base.table().id, id);
      const field: FieldSchema = { id, label: label ?? { name: '' } };
      return [id, tablesOf(bound).cell(row?.cells[id], field).text];
    });
    expect(said).toHaveLength(12);
    expect(read).toEqual(said);
  });

  test('what nobody could hear is found by comparing: edits, new rows and deleted ones', async () => {
    const { account, bound } = await begin();
    const labels = await readLabels(account);
    const base = account.service.base();
    const [edited = '', gone = ''] = base.addRecords([
      { 任务: 'edited', 进度: '未开始', 附件: ['a.pdf'] },
      { 任务: 'gone' },
      { 任务: 'untouched', 负责人: ['李雷'], 附件: ['b.pdf'] },
    ]);
    const before = await rowsOf(account);
    account.clock.advance(3_600_000);
    // Nobody is connected: these events are lost.
    base.edit(edited, { 进度: '已完成' });
    base.remove([gone]);
    const [added = ''] = base.addRecords([{ 任务: 'added' }]);
    expect(await account.service.sendings.waitFor(({ fate }) => fate === 'lost')).toBeDefined();
    const after = await rowsOf(account);
    const found = [...new Set([...before.keys(), ...after.keys()])].flatMap(
      (id) => compareRow(id, before.get(id), after.get(id), null) ?? [],
    );
    expect(found.map(({ id, action }) => [id, action]).sort()).toEqual(
      [
        [edited, 'updated'],
        [gone, 'deleted'],
        [added, 'created'],
      ].sort(),
    );
    const change = found.find(({ id }) => id === edited);
    const label = labels.field(base.table().id, 'fldState03') ?? { name: '' };
    const say = (value: unknown) => tablesOf(bound).cell(value, { id: 'fldState03', label }).text;
    expect([say(change?.before?.fldState03), say(change?.after?.fldState03)]).toEqual([
      '未开始',
      '已完成',
    ]);
    expect(Object.keys(change?.after ?? {})).toEqual(['fldState03']);
  });
});
