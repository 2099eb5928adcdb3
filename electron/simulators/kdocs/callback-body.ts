// The body of a callback, from the templates and the switches.
import templates from './callback-templates.json';
import type { Facts, HookType } from './hook-kinds';
import type { Hook } from './hooks';
import type { Oddities } from './oddities';

export interface CallbackEvent {
  readonly timestamp?: number | string;
  readonly content: Readonly<Record<string, unknown>>;
}
export interface CallbackBody {
  readonly webhook_id: string;
  readonly type: string;
  readonly events: readonly CallbackEvent[];
}

/** Whether the content of this hook's callbacks is printed by the service, or a guess. */
export const isVerified = (type: HookType): boolean => templates[type].verified;

/** @param now ms since 1970 */
export function callbackEvent(
  type: HookType,
  facts: Facts,
  oddities: Oddities,
  now: number,
): CallbackEvent {
  const timestamp = timestampOf(oddities.timestamp, now);
  return {
    ...(timestamp === undefined ? {} : { timestamp }),
    content: fill(templates[type].content, toldOf(type, facts, oddities)),
  };
}

export function callbackBody(
  { id, type }: Hook,
  events: readonly CallbackEvent[],
  { emptyWebhookId, typeSlip }: Oddities,
): CallbackBody {
  return {
    webhook_id: emptyWebhookId ? '' : id,
    type: typeSlip && type === 'dbt.records.create' ? 'dbt.fields.create' : type,
    events,
  };
}

function toldOf(type: HookType, facts: Facts, oddities: Oddities): Partial<Facts> {
  const { recordIds, fieldIds, count, ...rest } = facts;
  const isCells = type.startsWith('dbt.cells.');
  const names = oddities.cellsName;
  const withRecords = !isCells || names === 'records' || names === 'records-and-fields';
  const withFields = !isCells || names === 'fields' || names === 'records-and-fields';
  return {
    ...rest,
    ...(recordIds && withRecords && recordIds.length <= oddities.namedRecords ? { recordIds } : {}),
    ...(fieldIds && withFields ? { fieldIds } : {}),
    ...(count !== undefined && oddities.countPresent ? { count } : {}),
  };
}

/** Members whose blank has no value are left out. */
function fill(
  template: Readonly<Record<string, string>>,
  facts: Partial<Facts>,
): Readonly<Record<string, unknown>> {
  const values = new Map<string, unknown>(Object.entries(facts));
  return Object.fromEntries(
    Object.entries(template).flatMap(([name, blank]) => {
      const value = values.get(blank.slice(1, -1));
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function timestampOf(form: Oddities['timestamp'], now: number): number | string | undefined {
  const seconds = Math.floor(now / 1000);
  switch (form) {
    case 'eight-digits':
      return Number(String(seconds).slice(0, 8));
    case 'seconds':
      return seconds;
    case 'milliseconds':
      return now;
    case 'text':
      return String(seconds);
    case 'absent':
      return undefined;
  }
}
