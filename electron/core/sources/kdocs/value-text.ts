// Words for a value of any shape, never its JSON.

/** Members that say what an object is, the likeliest first. */
const names = [
  'displayText',
  'display_text',
  'nickName',
  'nickname',
  'nick_name',
  'fileName',
  'file_name',
  'filename',
  'text',
  'insert',
  'value',
  'title',
  'name',
  'label',
  'number',
  'email',
];
/** Members that stand for an object that has no name. */
const marks = ['recordIds', 'record_ids', 'recordId', 'address', 'url', 'link', 'id'];
const addresses = ['address', 'url', 'link', 'href'];

const deepest = 5;
const mostMembers = 20;

/**
 * @param value from JSON
 * @param joint between the parts of a list
 * @returns `''` for nothing
 */
export function textOf(value: unknown, joint = ', ', depth = 0): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '✓' : '✗';
  if (typeof value !== 'object') return '';
  if (depth >= deepest) return '…';
  const inner = (part: unknown) => textOf(part, ', ', depth + 1);
  if (Array.isArray(value)) return joined(value.map(inner), joint);
  const members = new Map(Object.entries(value));
  const place = placeIn(members, inner);
  if (place !== '') return place;
  const first = (keys: readonly string[]) =>
    keys.map((key) => inner(members.get(key))).find((text) => text !== '') ?? '';
  const name = first(names);
  const to = members.has('displayText') || members.has('display_text') ? first(addresses) : '';
  if (name !== '' && to !== '' && to !== name) return `${name} (${to})`;
  return (
    name ||
    first(marks) ||
    joined(
      [...members].slice(0, mostMembers).map(([key, part]) => {
        const said = inner(part);
        return said === '' ? '' : `${key}: ${said}`;
      }),
      ', ',
    )
  );
}

/** An address or a choice of several levels: the levels, and what is more exact. */
function placeIn(members: ReadonlyMap<string, unknown>, say: (part: unknown) => string): string {
  const levels = members.get('districts');
  if (!Array.isArray(levels)) return '';
  return joined([joined(levels.map(say), ' / '), say(members.get('detail'))], ' ');
}

const joined = (parts: readonly string[], joint: string): string =>
  parts.filter((part) => part !== '').join(joint);
