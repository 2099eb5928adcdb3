// Composite cell values of SeaTable as text: people, files, links, places, and whatever is not known.
import { z } from 'zod';

/** Names a person by the internal id, when the name has been learned. */
export type NameOf = (id: string) => string | undefined;

export function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}

export function compact(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

const described = z.object({ display_value: z.unknown() });

/** A value whose column says little about it: formula results and linked records. */
export function showLoose(value: unknown): string {
  if (isEmpty(value)) return '';
  if (typeof value === 'boolean') return showCheck(value);
  if (Array.isArray(value)) return value.map(showLoose).join(', ');
  const linked = described.safeParse(value);
  return linked.success ? showLoose(linked.data.display_value) : compact(value);
}

export function showCheck(value: unknown): string {
  if (typeof value !== 'boolean') return compact(value);
  return value ? '✓' : '✗';
}

const linkedRow = z.object({ row_id: z.string(), display_value: z.unknown().optional() });

/**
 * Linked records by their title, or by their id where it has none; in the order of the alphabet, since not all that tells of a
 * link tells its place.
 */
export function showLinks(value: unknown): string {
  const show = (item: unknown) => {
    const row = linkedRow.safeParse(item);
    return row.success ? showLoose(row.data.display_value) || row.data.row_id : showLoose(item);
  };
  return Array.isArray(value) ? value.map(show).sort().join(', ') : show(value);
}

/** Linked records by their ids alone, in whatever form and order they are given. */
export function linkedIds(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((item: unknown) => linkedRow.safeParse(item).data?.row_id ?? item).sort();
}

export function showPeople(value: unknown, nameOf: NameOf): string {
  return each(value, (id) => (typeof id === 'string' ? (nameOf(id) ?? id) : compact(id)));
}

const file = z.object({ name: z.string() });

/** Files by their name, images by the last part of their address. */
export function showFiles(value: unknown): string {
  return each(value, (item) => {
    const named = file.safeParse(item);
    if (named.success) return named.data.name;
    return typeof item === 'string' ? lastPart(item) : compact(item);
  });
}

const longText = z.object({ text: z.string() });

export function showLongText(value: unknown): string {
  const rich = longText.safeParse(value);
  return rich.success ? rich.data.text : compact(value);
}

const place = z.record(z.string(), z.unknown());
const placeParts = ['country_region', 'province', 'city', 'district', 'detail', 'title', 'address'];

/** Written places before coordinates, which are shown as `lng, lat`. */
export function showPlace(value: unknown): string {
  const found = place.safeParse(value);
  if (!found.success) return compact(value);
  const { lng, lat } = found.data;
  const written = placeParts.map((part) => found.data[part]).filter((part) => !isEmpty(part));
  if (written.length > 0) return written.map(compact).join(' ');
  return isEmpty(lng) || isEmpty(lat) ? compact(value) : `${compact(lng)}, ${compact(lat)}`;
}

const signature = z.object({ username: z.string() });

export function showSignature(value: unknown, nameOf: NameOf): string {
  const signed = signature.safeParse(value);
  return signed.success ? (nameOf(signed.data.username) ?? signed.data.username) : compact(value);
}

function each(value: unknown, show: (item: unknown) => string): string {
  return Array.isArray(value) ? value.map(show).join(', ') : show(value);
}

function lastPart(address: string): string {
  const part = address.split(/[?#]/)[0]?.split('/').at(-1) || address;
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a percent sign that escapes nothing
  }
}
