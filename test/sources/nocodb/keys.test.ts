// Keys that numbers of JSON do not hold, as databases give them whose drivers answer large numbers as text.
import { afterEach, expect, test } from 'vitest';
import { bindNocodb, good, http } from './reading';
import { createStandIn, type StandIn } from './stand-in';

let server: StandIn | undefined;
afterEach(() => server?.close());

const table = {
  id: 'm1',
  title: 'Leads',
  base_id: 'p1',
  columns: [
    { id: 'c1', title: 'Id', uidt: 'ID', pk: true },
    { id: 'c2', title: 'Name', uidt: 'SingleLineText', pv: true },
  ],
};

async function pageOf(list: readonly object[]) {
  server = await createStandIn({
    instead({ path }) {
      const { pathname } = new URL(path, 'http://nocodb');
      const answer = (value: unknown) => ({ status: 200, text: JSON.stringify(value) });
      if (pathname === '/api/v2/meta/tables/m1') return answer(table);
      if (pathname !== '/api/v2/tables/m1/records') return undefined;
      return answer({ list, pageInfo: { isLastPage: true } });
    },
  });
  const bound = bindNocodb({ config: { server: server.url }, secrets: { token: 't' } });
  const page = await bound.tables?.page(http, { baseId: 'p1', tableId: 'm1' }, null);
  if (!page) throw new Error('no tables');
  return page;
}

test('keys that differ only beyond what a number holds are two', async () => {
  const keys = ['-9007199254740995', '7', '9007199254740992', '9007199254740993', '9'.repeat(30)];
  const page = good(await pageOf(keys.map((Id) => ({ Id, Name: 'n' }))));
  expect(page.rows.map(({ id }) => id)).toEqual(keys);
});

test('keys out of order are not believed', async () => {
  const page = await pageOf(['9007199254740993', '9007199254740992'].map((Id) => ({ Id })));
  expect(page).toMatchObject({ ok: false, error: { code: 'service-shape' } });
});

test('keys that the server has rounded are not believed', async () => {
  const page = await pageOf([{ Id: 5 }, { Id: 2 ** 53 }]);
  expect(page).toMatchObject({
    ok: false,
    error: { code: 'rows-without-key', params: { table: 'Leads' } },
  });
});
