// A base of Feishu that is watched as a whole is named, like one of which a table was chosen.
import { afterEach, expect, test } from 'vitest';
import { expectOk } from './desk';
import { type FeishuDesk, openFeishuDesk } from './feishu-desk';

let at: FeishuDesk;
afterEach(() => at.close());

test('its changes name the base and the table', async () => {
  let id = '';
  at = await openFeishuDesk({
    target: {},
    before(service) {
      [id = ''] = service.base().addRecords([{ 任务: 'a', 工时: 1 }]);
    },
  });
  at.service.base().edit(id, { 工时: 2 });
  const [event] = await at.desk.sawEvents(1);
  expect(event).toMatchObject({ base: { name: '项目管理' }, table: { name: '任务' } });
  // The connection says so as well, and how old the names are.
  const view = await at.view();
  expect(view.subscriptions).toMatchObject([{ names: { base: '项目管理', table: null } }]);
  const { namesAt } = view.state;
  expect(namesAt).toBeGreaterThan(0);
  const told = expectOk(await at.desk.core.asked.status());
  expect(told.connections).toMatchObject([{ namesAt }]);
});
