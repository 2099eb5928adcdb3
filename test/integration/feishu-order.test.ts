// Changes of one second arrive in any order, and stand everywhere in that of the table's versions.
import { afterEach, expect, test } from 'vitest';
import { openArchive } from '#core/archive';
import type { FeedCursor } from '#shared/feed';
import { type Desk, expectOk, openDesk } from './desk';

let desk: Desk;
afterEach(() => desk.close());

const token = 'verify-me';

async function connect(): Promise<string> {
  desk = await openDesk();
  const saved = await desk.core.api['connections.save']({
    source: 'feishu',
    name: 'Project',
    config: { brand: 'feishu', appId: 'cli_0123456789abcdef', mode: 'webhook' },
    secrets: { verificationToken: token },
  });
  const { id } = expectOk(saved);
  const draft = { manage: false, target: {} };
  const added = await desk.core.api['subscriptions.add']({ connectionId: id, draft });
  return expectOk(added).callbackUrl;
}

/** Version `revision` of the table, all within one second. */
async function send(url: string, revision: number): Promise<void> {
  const cell = (n: number) => [
    { field_id: 'fld1', field_value: JSON.stringify([{ type: 'text', text: `v${n}` }]) },
  ];
  const edit = { action: 'record_edited', record_id: 'rec1' };
  const body = {
    schema: '2.0',
    header: {
      event_id: `event-${revision}`,
      event_type: 'drive.file.bitable_record_changed_v1',
      create_time: String(Date.now()),
      token,
      app_id: 'cli_0123456789abcdef',
    },
    event: {
      file_type: 'bitable',
      file_token: 'bascn1',
      table_id: 'tbl1',
      revision,
      update_time: second,
      action_list: [{ ...edit, before_value: cell(revision - 1), after_value: cell(revision) }],
    },
  };
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
}
let second = 0;

const pages = async (limit: number) => {
  const found: (number | undefined)[] = [];
  let after: FeedCursor | null = null;
  do {
    const asked: { query: string; after: FeedCursor | null; limit: number } = {
      query: '',
      after,
      limit,
    };
    const page = expectOk(await desk.core.api['feed.page'](asked));
    found.push(...page.rows.map(({ order }) => order));
    after = page.next;
  } while (after);
  return found;
};

test('in the feed page by page, in the record, and in what the command line lists', async () => {
  const url = await connect();
  second = Math.floor(Date.now() / 1000);
  const arrival = [42, 45, 41, 44, 47, 43, 40, 46];
  for (const revision of arrival) await send(url, revision);
  const events = await desk.sawEvents(arrival.length);
  const inOrder = arrival.toSorted((a, b) => b - a);
  expect(await pages(3)).toEqual(inOrder);
  expect(await pages(1)).toEqual(inOrder);
  const timeline = await desk.core.api['feed.timeline']({ id: events[0]?.id ?? '' });
  expect(expectOk(timeline).map(({ order }) => order)).toEqual(inOrder);
  const archive = expectOk(
    openArchive(desk.dataDir, {
      clock: { now: () => Date.now(), after: () => () => {} },
      log: { info: () => {}, warn: () => {}, error: () => {} },
    }),
  );
  const listed = [...expectOk(archive.events('', 100))].map(({ order }) => order);
  archive.close();
  expect(listed).toEqual(inOrder);
});
