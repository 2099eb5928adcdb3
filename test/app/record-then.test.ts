// The whole record as it was, in the window: stepped through by keys, with what was missed and what is not known.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '#core/store/open';
import type { FieldChange } from '#shared/event';
import { makeEvent } from '../store/make';
import { launchApp, type RunningApp, temporaryData } from './launch';

const hour = 3_600_000;
const begin = Date.now() - 30 * hour;
const long = '客户希望下周三之前收到新的报价，附上交货时间表。 '.repeat(40);

const change = (
  name: string,
  before: string | undefined,
  after: string | undefined,
  more: Partial<FieldChange> = {},
): FieldChange => ({
  field: { id: `f-${name}`, name, type: name === 'Amount' ? 'number' : 'text' },
  ...(before === undefined ? {} : { beforeText: before }),
  ...(after === undefined ? {} : { afterText: after }),
  ...more,
});

const state = (before: string, after: string): FieldChange => ({
  ...change('状态', before, after),
  field: { id: 'f-state', name: '状态', type: 'single-select' },
  beforeChips: [{ text: before, color: '#f4c22b' }],
  afterChips: [{ text: after, color: '#59cb74' }],
});

/** The changes of one record, an hour apart; between the third and the fourth, one of the state was lost. */
const story: readonly (readonly FieldChange[])[] = [
  [state('待处理', '进行中'), change('Amount', '1200', '1450')],
  [change('Notes', '', long)],
  [change('Owner', '李雷', '韩梅梅')],
  [state('已暂停', '已完成')],
  [],
  [change('Amount', '1450', ''), change('Secret', undefined, undefined)],
];

function seed(path: string): void {
  const opened = openStore(path);
  if (!opened.ok) throw new Error(opened.error.code);
  const store = opened.value;
  store.connections.save({
    id: 'c1',
    source: 'seatable',
    name: 'CRM',
    config: {},
    secretNames: [],
    demo: false,
    watch: [],
  });
  // A webhook made by hand: what it missed, nobody can ask for.
  store.connections.saveSubscription({
    id: 's1',
    connectionId: 'c1',
    address: 'by-hand',
    manage: false,
    target: {},
    hookId: null,
    hookDigest: null,
    planKey: null,
  });
  store.events.insert(
    story.map((changes, n) => {
      const at = begin + n * hour;
      const link = 'https://cloud.seatable.io/dtable/links/r1';
      return makeEvent(`e${n}`, { changes, occurredAt: at, receivedAt: at, link });
    }),
  );
  const gap = store.gaps.add({
    connectionId: null,
    reason: 'offline',
    from: begin + 2.2 * hour,
    to: begin + 2.8 * hour,
  });
  store.gaps.update(gap, { state: 'unfilled' });
  store.close();
}

describe('the whole record', () => {
  let app: RunningApp;
  let page: Page;
  const data = temporaryData();

  beforeAll(async () => {
    seed(data.path);
    app = await launchApp({ data: data.path });
    page = await app.page();
    page.setDefaultTimeout(10_000);
  });
  afterAll(async () => {
    await app?.close();
    data.remove();
  });

  const whole = () => page.getByRole('table', { name: 'Fields of the record as it was' });
  const field = async (name: string) =>
    (await whole().getByRole('row').filter({ hasText: name }).first().innerText())
      .split(/\s*[\t\n]+\s*/u)
      .filter((part) => part !== '');
  const place = () => page.getByRole('status', { name: /known of this record/u }).textContent();

  test('of a change is one key away, and says since when each field is so', async () => {
    await page.getByRole('article').filter({ hasText: 'Notes' }).click();
    await page.getByRole('table', { name: 'Changed fields' }).waitFor();
    await page.keyboard.press('w');
    await whole().waitFor();
    expect(await place()).toBe('2 of 6');
    expect(await field('Notes')).toContain('this change');
    expect(await field('Amount')).toEqual(['Amount', '1,450', expect.stringMatching(/\d/u)]);
    expect(await field('Owner')).toEqual(['Owner', '李雷', 'earlier']);
    await app.screenshot('record-whole');
    await page.getByText('Only fields that some change named are known').waitFor();
  });

  test('what was missed between two changes is said, not guessed', async () => {
    const state = await field('状态');
    expect(state.slice(1, 4)).toEqual(['进行中', 'or', '已暂停']);
    expect(state.join(' ')).toContain('was missed');
    const timeline = page.getByRole('region', { name: 'Timeline of this record' });
    await timeline.getByText('there was no network').waitFor();
  });

  test('is stepped through by keys, back to before the first change', async () => {
    await page.keyboard.press('h');
    await expect.poll(place).toBe('1 of 6');
    expect(await field('状态')).toEqual(['状态', '进行中', 'this change']);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(place).toBe('0 of 6');
    expect(await field('状态')).toEqual(['状态', '待处理', 'earlier']);
    expect(await field('Amount')).toEqual(['Amount', '1,200', 'earlier']);
    expect(await field('Empty')).toEqual(['Empty', 'Notes']);
    const last = page.getByRole('button', { name: 'Before the first known change' });
    expect(await last.getAttribute('aria-current')).toBe('true');
    await page.keyboard.press('h');
    expect(await place()).toBe('0 of 6');
  });

  test('tells what a silent change leaves in doubt, and what no one said', async () => {
    for (const n of [1, 2, 3, 4, 5, 6]) {
      await page.keyboard.press('l');
      await expect.poll(place).toBe(`${n} of 6`);
    }
    expect(await field('Amount')).toEqual(['Amount', 'empty', 'this change']);
    expect(await field('Secret')).toEqual(['Secret', 'not known', 'this change']);
    expect((await field('Owner')).at(-1)).toBe('perhaps');
    await page.getByText('does not say which fields it changed').waitFor();
    await app.screenshot('record-whole-doubt');
  });

  test('is copied as it stands there', async () => {
    await page.keyboard.press('c');
    await expect
      .poll(() => app.electron.evaluate(({ clipboard }) => clipboard.readText()))
      .toMatch(/^\*\*\[Acme renewal\].*\(6 of 6\)|As it was/u);
    const text = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
    expect(text).toContain('| Owner | 韩梅梅 | since');
    expect(text).toContain('| Secret | not known |');
  });

  test('stays in sight from line to line of the timeline, until the change is asked for', async () => {
    const timeline = page.getByRole('region', { name: 'Timeline of this record' });
    await timeline.getByRole('button').filter({ hasText: '韩梅梅' }).click();
    await expect.poll(place).toBe('3 of 6');
    expect(await field('Owner')).toEqual(['Owner', '韩梅梅', 'this change']);
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await page.getByRole('table', { name: 'Changed fields' }).waitFor();
    await page.keyboard.press('l');
    await expect.poll(place).toBe('4 of 6');
    expect(await whole().count()).toBe(0);
  });
});
