// The lists of a person's files: folders first, then files, page by page.
import { errors } from './errors';
import type { FileEntry } from './file-entry';
import { answer, type GrantedAsk, refusal, type TokenRoute, type World } from './route';

const defaultCount = 30;

/**
 * https://developer.kdocs.cn/server/personal/files.html, …/files_flat.html, …/files-search-name.html. The shape of an
 * entry is not printed; it follows clients of the service. That a page ends where files follow folders, and goes on
 * under `next_filter`, is inferred from that parameter's description.
 */
export function fileRoutes(world: World): readonly TokenRoute[] {
  const list = (
    name: TokenRoute['name'],
    path: string,
    shows: (entry: FileEntry, query: URLSearchParams) => boolean,
  ): TokenRoute => ({
    kind: 'token',
    name,
    method: 'GET',
    path: `/api/v1/openapi/personal/${path}`,
    scope: 'access_personal_files',
    group: 'files',
    handle: (ask) => {
      if (name === 'files.search' && !ask.query.get('file_name')) {
        return refusal(errors.argumentInvalid, world.oddities, 'file_name is required');
      }
      return page(world, ask, (entry) => shows(entry, ask.query));
    },
  });
  return [
    list(
      'files',
      'files',
      (entry, query) => (query.get('parent_id') ?? '') === (entry.parentId ?? ''),
    ),
    list('files.flat', 'files/flat', ({ kind, name }, query) => {
      const exts = query.getAll('exts');
      const ext = name.slice(name.lastIndexOf('.') + 1);
      return (
        !query.getAll('ignore').includes(kind) &&
        (exts.length === 0 || kind !== 'file' || exts.includes(ext))
      );
    }),
    list(
      'files.search',
      'files/search/name',
      ({ name, inAppFolder }, query) =>
        (inAppFolder ?? false) && name.includes(query.get('file_name') ?? ''),
    ),
  ];
}

function page(world: World, { query, grant }: GrantedAsk, shows: (entry: FileEntry) => boolean) {
  const count = Math.max(1, Number(query.get('count') ?? defaultCount) || defaultCount);
  const offset = Math.max(0, Number(query.get('offset') ?? 0) || 0);
  const all = world
    .files()
    .filter((entry) => (entry.isOpenTo?.(grant.userId) ?? true) && shows(entry));
  const kinds = (['group', 'folder', 'file'] as const).filter((kind) =>
    all.some((entry) => entry.kind === kind),
  );
  const kind = kinds.find((one) => one === query.get('filter')) ?? kinds[0];
  const following = kind && kinds[kinds.indexOf(kind) + 1];
  const same = sorted(
    all.filter((entry) => entry.kind === kind),
    query,
  );
  const rest = same.length - offset - count;
  const next =
    rest > 0
      ? { next_offset: offset + count, next_filter: kind }
      : following
        ? { next_offset: 0, next_filter: following }
        : { next_offset: -1 };
  return answer({
    files: same.slice(offset, offset + count).map((entry) => shown(entry, world)),
    ...next,
  });
}

function sorted(entries: readonly FileEntry[], query: URLSearchParams): readonly FileEntry[] {
  const by = query.get('order_by');
  const sign = query.get('order') === 'desc' ? -1 : 1;
  return [...entries].sort((a, b) => {
    if (by === 'mtime') return sign * ((a.modifiedAt ?? 0) - (b.modifiedAt ?? 0));
    if (by === 'fsize') return sign * ((a.size ?? 0) - (b.size ?? 0));
    return by === 'fname' ? sign * a.name.localeCompare(b.name, 'zh') : 0;
  });
}

function shown({ id, name, kind, modifiedAt = 0, size = 0 }: FileEntry, { oddities }: World) {
  const rest = { ftype: kind, fsize: size, mtime: Math.floor(modifiedAt / 1000) };
  return oddities.filesAs === 'plain'
    ? { id, name, ...rest }
    : { id: { open_id: id, union_id: `u-${id}` }, fname: name, ...rest };
}
