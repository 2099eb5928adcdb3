// `record`: a whole record as it was, printed by the command line beside a running instance.
import { expect, test } from 'vitest';
import { post, seatableEdit } from './desk';
import { config, data, run, seatable, serve } from './program';

const at = Date.now() / 1000 - 3600;

test('prints a record after a change, at a time, and as a table', async () => {
  const served = await serve('--config', config([seatable]));
  const edit = (before: string, after: string, op_time: number) =>
    post(`${served.receiver}/in/crm-address`, seatableEdit('r1', before, after, { op_time }));
  await edit('a', 'b', at);
  await served.nextLine();
  await edit('b', '=1|\u001b[31mc', at + 60);
  await served.nextLine();
  const listed = await run('events', '--data', data(), '--limit', '1');
  const newest: { readonly id: string } = JSON.parse(listed.stdout);
  const record = async (...more: string[]) =>
    (await run('record', '--data', data(), '--id', newest.id, ...more)).stdout.split('\n');

  const [head = '', field = ''] = await record();
  expect(JSON.parse(head)).toMatchObject({
    type: 'record',
    record: { id: 'r1', title: '深圳' },
    state: 'there',
    eventId: newest.id,
    place: 2,
    total: 2,
    isWhole: false,
    text: expect.stringMatching(/^As it was after the change of 20.*Z \(2 of 2\)$/u),
  });
  expect(JSON.parse(field)).toMatchObject({
    type: 'field',
    field: { name: '状态' },
    held: { text: '=1|[31mc' },
    changed: true,
    text: 'by this change',
  });

  const between = new Date((at + 30) * 1000).toISOString();
  const [, before = ''] = await record('--at', between);
  expect(JSON.parse(before)).toMatchObject({ held: { text: 'b' }, known: { kind: 'told' } });
  const [first = '', known = ''] = await record('--at', '2001-01-01');
  expect(JSON.parse(first)).toMatchObject({ eventId: null, place: 0 });
  expect(JSON.parse(known)).toMatchObject({ held: { text: 'a' }, known: { kind: 'next' } });

  expect((await record('--format', 'md')).slice(0, 3)).toEqual([
    '| field | value | changed | known |',
    '| --- | --- | --- | --- |',
    '| 状态 | =1\\|\\[31mc | yes | by this change |',
  ]);
  expect((await record('--format', 'csv'))[1]).toBe("状态,'=1|[31mc,yes,by this change");
});

test('says what was asked wrongly, and what is not there', async () => {
  const served = await serve();
  served.child.kill('SIGTERM');
  await served.exited;
  const wrong = run('record', '--data', data(), '--id', 'x', '--at', 'yesterday');
  await expect(wrong).rejects.toMatchObject({ code: 1, stdout: '' });
  const gone = run('record', '--data', data(), '--id', 'x');
  await expect(gone).rejects.toMatchObject({ code: 1, stdout: '' });
});
