// What a callback reports, by what was subscribed to and what the body says, before it becomes events.
import type { SourceContext } from '../source';
import { type HookKind, hookKindOfEvent, hookKindOfType } from './catalogue';
import type { Config, Target } from './config';
import { type Content, countIn, idsIn, momentOf, type Payload } from './parse';

export interface Occurrence {
  readonly kind: HookKind;
  /** The callback says it itself: not read by its words only, and not of another type than the subscription's. */
  readonly stated: boolean;
  readonly sheetId: string | null;
  readonly viewId: string | null;
  readonly recordIds: readonly string[];
  readonly fieldIds: readonly string[];
  readonly count: number;
  /** ms since 1970. */
  readonly moment: number | null;
  /** Its content alone tells this change from any other. */
  readonly distinct: boolean;
}

const records = ['recordIds', 'recordId', 'records'];
const fields = ['fieldIds', 'fieldId', 'fields'];

export function occurrencesOf(
  payload: Payload,
  { target }: SourceContext<Config, Target>,
): readonly Occurrence[] {
  return (payload.events ?? []).map((event) => {
    const content = event.content ?? {};
    const { contradicts, kind, slip } = readingOf(payload, content, target);
    const recordIds = idsIn(content, records);
    const fieldIds = idsIn(content, fields);
    const moment = momentOf(event.timestamp);
    const sheetId = idsIn(content, ['sheetId'])[0] ?? target.sheetId ?? null;
    // What a hook watches says nothing of a body that is not that hook's.
    const watched: Partial<Target> = contradicts ? {} : target;
    const watchedView = kind.subject === 'view' ? watched.viewId : undefined;
    const viewId = idsIn(content, ['viewId'])[0] ?? watchedView ?? null;
    const about = {
      record: recordIds[0],
      field: fieldIds[0],
      view: viewId,
      table: sheetId,
      base: null,
    };
    return {
      kind,
      stated:
        kind.stated && !contradicts && (!slip || recordIds.length > 0 || countIn(content) !== null),
      sheetId,
      viewId,
      recordIds:
        recordIds.length > 0
          ? recordIds
          : onlyWatched(kind, 'cells/records/update', watched.records),
      fieldIds:
        fieldIds.length > 0 ? fieldIds : onlyWatched(kind, 'cells/fields/update', watched.fields),
      count: countIn(content) ?? 1,
      moment,
      // A thing is made once and removed once, but changed often.
      distinct: moment !== null || (kind.action !== 'updated' && Boolean(about[kind.subject])),
    };
  });
}

interface Reading {
  readonly kind: HookKind;
  /** The body's type is another than that of the hook it came to: people paste one address into two hooks. */
  readonly contradicts: boolean;
  /** The type is that of added fields, the matter added records. */
  readonly slip: boolean;
}

/**
 * A body is read by its own type, with one exception: the type printed in the vendor's own sample of added records is
 * that of added fields (webhook-record-create). For a hook made by hand without saying for what, a body of that kind is
 * told by its content; a body without a type is told by the subscription.
 */
function readingOf({ type: given }: Payload, content: Content, target: Target): Reading {
  const subscribed = target.event === undefined ? undefined : hookKindOfEvent(target.event);
  const type = given?.trim() ?? '';
  // Only three types are printed anywhere, so another spelling of the same path is the same.
  if (subscribed && (type === '' || hookKindOfEvent(type) === subscribed)) {
    return { kind: subscribed, contradicts: false, slip: false };
  }
  const own = hookKindOfType(type);
  if (own.type === 'dbt.fields.create' && isSlip(content, subscribed)) {
    return { kind: hookKindOfType('dbt.records.create'), contradicts: false, slip: true };
  }
  return { kind: own, contradicts: subscribed !== undefined, slip: false };
}

function isSlip(content: Content, subscribed: HookKind | undefined): boolean {
  const namesRecords = idsIn(content, records).length > 0;
  if (idsIn(content, fields).length > 0 && !namesRecords) return false;
  return subscribed
    ? subscribed.type === 'dbt.records.create'
    : idsIn(content, fields).length === 0 && (namesRecords || countIn(content) !== null);
}

/** A hook that watches a single id needs no id in its callbacks. */
function onlyWatched(
  kind: HookKind,
  event: HookKind['event'],
  ids: readonly string[] | undefined,
): readonly string[] {
  return kind.event === event && ids?.length === 1 ? ids : [];
}
