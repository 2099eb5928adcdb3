// A config file names the page of a wiki: which base it stands for is asked, and what is watched in it is told.
import { afterEach, expect, test } from 'vitest';
import { type FeishuDesk, openFeishuDesk, wait } from './feishu-desk';

let at: FeishuDesk;
afterEach(() => at.close());

test('the base behind a page of a wiki is found once, and kept', async () => {
  let page = '';
  const config = {
    get fileToken() {
      return page;
    },
  };
  at = await openFeishuDesk({
    config,
    before(service) {
      page = `https://acme.feishu.cn/wiki/${service.wikiToken}`;
    },
  });
  const asked = () =>
    at.service.calls.entries.filter(({ path }) => path.includes('get_node')).length;
  const [id = ''] = at.service.base().addRecords([{ 任务: 'a' }]);
  const [event] = await at.desk.sawEvents(1);
  const { token } = at.service.base();
  expect(event).toMatchObject({ base: { id: token, name: '项目管理' }, record: { id } });
  expect(event?.link).toContain(`https://acme.feishu.cn/base/${token}`);
  const view = await at.view();
  expect(view.config.fileToken).toBe(page);
  expect(view.subscriptions).toMatchObject([{ problem: null, names: { base: '项目管理' } }]);
  expect(asked()).toBe(1);
  await at.restart(() => {});
  await expect.poll(async () => (await at.view()).state.lastCheckAt, wait).not.toBeNull();
  expect(asked()).toBe(1);
});
