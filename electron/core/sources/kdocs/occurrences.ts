// What a callback reports, by what was subscribed to and what the body says, before it becomes events.
import type { SourceContext } from '../source';
import { type HookKind, hookKindOfEvent, hookKindOfType } from './catalogue';
import type { Config, Target } from './config';
import { type Content, countIn, idsIn, momentOf, type Payload } from './parse';

export interface Occurrence {
  readonly kind: HookKind;
  /** The callback says it itself: not read by its words only, and not against the subscription. */
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
    const kind = kindOf(payload, content, target);
    const recordIds = idsIn(content, records);
    const fieldIds = idsIn(content, fields);
    const moment = momentOf(event.timestamp);
    const named = kind.subject === 'record' ? recordIds : fieldIds;
    const sheetId = idsIn(content, ['sheetId'])[0] ?? target.sheetId ?? null;
    const watchedView = kind.subject === 'view' ? target.viewId : undefined;
    const viewId = idsIn(content, ['viewId'])[0] ?? watchedView ?? null;
    const about = {
      record: recordIds[0],
      field: fieldIds[0],
      view: viewId,
      table: sheetId,
      base: null,
    };
    const agrees = !payload.type || payload.type === kind.type || named.length > 0;
    return {
      kind,
      stated: kind.stated && (agrees || (kind.subject === 'record' && countIn(content) !== null)),
      sheetId,
      viewId,
      recordIds:
        recordIds.length > 0
          ? recordIds
          : onlyWatched(kind, 'cells/records/update', target.records),
      fieldIds:
        fieldIds.length > 0 ? fieldIds : onlyWatched(kind, 'cells/fields/update', target.fields),
      count: countIn(content) ?? 1,
      moment,
      // A thing is made once and removed once, but changed often.
      distinct: moment !== null || (kind.action !== 'updated' && Boolean(about[kind.subject])),
    };
  });
}

/**
 * The subscription is believed first: the type printed in the vendor's own sample of added records is that of added
 * fields. For a hook made by hand without saying for what, a body of that kind is told by its content.
 */
function kindOf(payload: Payload, content: Content, target: Target): HookKind {
  const subscribed = target.event === undefined ? undefined : hookKindOfEvent(target.event);
  if (subscribed) return subscribed;
  const kind = hookKindOfType(payload.type ?? '');
  const isSlip =
    kind.type === 'dbt.fields.create' &&
    idsIn(content, fields).length === 0 &&
    (idsIn(content, records).length > 0 || countIn(content) !== null);
  return isSlip ? hookKindOfType('dbt.records.create') : kind;
}

/** A hook that watches a single id needs no id in its callbacks. */
function onlyWatched(
  kind: HookKind,
  event: HookKind['event'],
  ids: readonly string[] | undefined,
): readonly string[] {
  return kind.event === event && ids?.length === 1 ? ids : [];
}
