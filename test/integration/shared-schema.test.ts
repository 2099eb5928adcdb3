// At the start, hooks and snapshots ask for a document's tables and fields at the same moment: the service is asked once.
import { expect, test } from 'vitest';
import { defineSource } from '#core/sources/bind';
import { kdocs } from '#core/sources/kdocs/index';
import { openWatched } from './watched-document';

test('a start reads the schema once', async () => {
  const at = await openWatched();
  const schemas = () => at.service.calls.entries.filter(({ path }) => path.endsWith('/schemas'));
  try {
    await at.watch([{ tableId: '1', kinds: ['created', 'deleted'] }]);
    await expect.poll(async () => (await at.view()).state.comparedAt).not.toBeNull();
    const compared = (await at.view()).state.comparedAt ?? 0;
    const before = schemas().length;
    at.desk = await at.desk.restart();
    await expect
      .poll(async () => (await at.view()).state.comparedAt ?? 0, { timeout: 8000 })
      .toBeGreaterThan(compared);
    await expect.poll(async () => (await at.view()).state.lastCheckAt).not.toBeNull();
    expect(schemas().length - before).toBe(1);
  } finally {
    await at.close();
  }
});

test.each(['', '  '])('a document that is not picked yet may come as “%s”', (fileToken) => {
  const source = defineSource(kdocs);
  const account = { connectionId: 'c', secrets: { accessToken: 't' } };
  expect(source.bindAccount({ ...account, config: { fileToken } }).ok).toBe(true);
  expect(source.bindAccount({ ...account, config: { fileToken, appKind: 'odd' } }).ok).toBe(false);
});
