// Writes a value in words a person reads, whatever its form; never fails.

/** Members that name a thing best, in this order, over all the service's value shapes. */
const naming = [
  'full_address',
  'name',
  'enName',
  'en_name',
  'number',
  'attachmentToken',
  'file_token',
  'users',
  'link_record_ids',
  'record_ids',
  'location',
  'value',
  'id',
] as const;

/** @param value decoded JSON, at most as deep as the reader of bodies allows */
export function plainText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? '✓' : '✗';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) {
    const parts = value.map(plainText);
    return isRichText(value) ? parts.join('') : parts.filter((part) => part !== '').join(', ');
  }
  return objectText(new Map(Object.entries(value)));
}

function objectText(members: ReadonlyMap<string, unknown>): string {
  const text = members.get('text');
  const link = members.get('link');
  if (typeof text === 'string' && text !== '') {
    // Only the address may have changed, so it is shown wherever it says something of its own.
    return typeof link === 'string' && link !== '' && link !== text ? `${text} (${link})` : text;
  }
  if (typeof link === 'string' && link !== '') return link;
  if (typeof text === 'string' && members.has('type')) return '';
  for (const name of naming) {
    const found = plainText(members.get(name));
    if (found !== '') return found;
  }
  return members.size === 0 ? '' : JSON.stringify(Object.fromEntries(members));
}

/** Segments of one text: `[{type, text}, …]`. */
function isRichText(items: readonly unknown[]): boolean {
  return items.every(
    (item) =>
      typeof item === 'object' &&
      item !== null &&
      'type' in item &&
      'text' in item &&
      typeof item.text === 'string',
  );
}
