// Decodes a cell as record events carry it: the service's storage encoding, which is not that of its API.
import type { FieldType } from '#shared/event';
import { parseJson } from '../../json';
import type { Cell, Person } from '../events/payload';

/** What a cell holds, and the people it names. */
export interface Stored {
  /** Decoded from JSON where it is JSON; `''` is an empty cell. */
  readonly value: unknown;
  readonly users: readonly Person[];
}

/** Kept as they are written: an option's id is no JSON, and a phone number is no number. */
const verbatim: ReadonlySet<FieldType> = new Set(['text', 'single-select', 'phone']);

/**
 * @param cell undefined when this side names no value for the field, which means an empty cell
 * @param type of the field, when known
 */
export function decode(cell: Cell | undefined, type: FieldType | undefined): Stored {
  const users = cell?.field_identity_value?.users ?? [];
  const given = cell?.field_value ?? '';
  if (typeof given !== 'string') return { value: given, users };
  return { value: decodeText(given, type), users };
}

function decodeText(raw: string, type: FieldType | undefined): unknown {
  if (type !== undefined && verbatim.has(type) && !/^\s*["[{]/.test(raw)) return raw;
  if (type === undefined && isLongDigits(raw) && !looksLikeInstant(Number(raw))) return raw;
  const parsed = parseJson(Buffer.from(raw));
  if (!parsed.ok) return raw;
  return typeof parsed.value === 'number' && !isExact(raw) ? raw : parsed.value;
}

/** As likely a phone number or a code as an amount. */
const isLongDigits = (text: string): boolean => /^\d{10,}$/.test(text);

/** A double keeps 15 significant digits for sure; money with 20 stays text. */
function isExact(digits: string): boolean {
  const mantissa = digits.trim().replace(/e.*$/i, '').replace(/[-.]/g, '').replace(/^0+/, '');
  return mantissa.length <= 15 && Number.isFinite(Number(digits));
}

/**
 * A safe guess for a field nothing is known about yet, from the form of one of its values.
 * @returns undefined when the form fits several types
 */
export function guessType(value: unknown): FieldType | undefined {
  if (typeof value === 'boolean') return 'checkbox';
  if (typeof value === 'number') return looksLikeInstant(value) ? 'date-time' : 'number';
  if (typeof value === 'string') {
    if (/^opt[A-Za-z0-9]{4,}$/.test(value)) return 'single-select';
    if (value === '' || isLongDigits(value)) return undefined;
    return /^-?\d+(\.\d+)?$/.test(value) ? 'number' : 'text';
  }
  if (!Array.isArray(value)) {
    if (has(value, 'users')) return 'person';
    return has(value, 'link') ? 'url' : undefined;
  }
  const all = (test: (item: unknown) => boolean) => value.length > 0 && value.every(test);
  if (all((item) => typeof item === 'string' && item.startsWith('opt'))) return 'multi-select';
  if (all((item) => typeof item === 'string' && item.startsWith('rec'))) return 'record-link';
  if (all((item) => has(item, 'attachmentToken'))) return 'attachment';
  if (all((item) => has(item, 'sequence') && has(item, 'number'))) return 'auto-number';
  return all((item) => has(item, 'type') && has(item, 'text')) ? 'text' : undefined;
}

/**
 * Dates arrive as bare ms. A number of that size with whole seconds is hardly anything else, unless it is so round that
 * someone may have typed it.
 */
function looksLikeInstant(value: number): boolean {
  const from2000 = 946_684_800_000;
  const to2050 = 2_524_608_000_000;
  return value >= from2000 && value < to2050 && value % 1000 === 0 && value % 10_000_000 !== 0;
}

const has = (value: unknown, member: string): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, member);
