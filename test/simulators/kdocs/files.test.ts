// The lists of files of the simulated platform.
import { expect, test } from 'vitest';
import { at, openPlatform, type Platform } from './platform';

const documents = Array.from({ length: 5 }, (_, n) => ({
  fileToken: `file${n}`,
  name: `doc ${n}`,
  sheets: [],
  inAppFolder: n > 3,
}));
const files = [
  { id: 'g1', name: 'Team', kind: 'group' },
  { id: 'f1', name: 'Ordner', kind: 'folder' },
  { id: 'w1', name: 'brief.docx', kind: 'file' },
  { id: 'w2', name: 'in.docx', kind: 'file', parentId: 'f1' },
] as const;

/** Follows `next_offset` and `next_filter` to the end. */
async function read({ call }: Platform, path: string): Promise<readonly (readonly unknown[])[]> {
  const pages: unknown[][] = [];
  for (let next = ''; ; ) {
    const { body } = await call('GET', `personal/${path}${next}`);
    const found = at(body, 'data', 'files');
    if (!Array.isArray(found)) throw new Error('no files');
    pages.push(found.map((file) => at(file, 'id', 'open_id')));
    const offset = at(body, 'data', 'next_offset');
    if (offset === -1) return pages;
    next = `&offset=${String(offset)}&filter=${String(at(body, 'data', 'next_filter'))}`;
  }
}

test('the flat list finds DBT documents of all folders, page by page', async () => {
  const platform = await openPlatform({ documents, files });
  expect(await read(platform, 'files/flat?exts=dbt&ignore=group&ignore=folder&count=2')).toEqual([
    ['file0', 'file1'],
    ['file2', 'file3'],
    ['file4'],
  ]);
  expect(
    (await read(platform, 'files/flat?exts=docx&exts=pdf&ignore=group&ignore=folder')).flat(),
  ).toEqual(['w1', 'w2']);
});

test('the list of a folder gives folders, then files', async () => {
  const platform = await openPlatform({ documents, files });
  expect(await read(platform, 'files?count=4')).toEqual([
    ['g1'],
    ['f1'],
    ['w1', 'file0', 'file1', 'file2'],
    ['file3', 'file4'],
  ]);
  expect(await read(platform, 'files?parent_id=f1')).toEqual([['w2']]);
});

test('an entry has its name and its time; another client’s shape is a switch', async () => {
  const { service, call, clock } = await openPlatform({ documents });
  const first = async () =>
    at((await call('GET', 'personal/files?order_by=fname&order=desc')).body, 'data', 'files', 0);
  expect(await first()).toMatchObject({
    id: { open_id: 'file4' },
    fname: 'doc 4.dbt',
    ftype: 'file',
    mtime: Math.floor(clock.now() / 1000),
  });
  service.oddities.filesAs = 'plain';
  expect(await first()).toMatchObject({ id: 'file4', name: 'doc 4.dbt' });
});

test('the search by name sees only the app’s own folder', async () => {
  const platform = await openPlatform({ documents });
  expect(await read(platform, 'files/search/name?file_name=doc')).toEqual([['file4']]);
  const nameless = await platform.call('GET', 'personal/files/search/name');
  expect(at(nameless.body, 'code')).not.toBe(0);
});
