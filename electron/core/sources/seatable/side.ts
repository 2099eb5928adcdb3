// One row with what a delivery says of it: the middle between the forms that deliveries have and the normal form.
import type { Action, Actor } from '#shared/event';
import type { ChangeDraft, Labels } from '../source';
import { isPairOperation, serverJobs } from './catalogue';
import type { Cell } from './cells/cell-entry';
import { changesOf, fingerprintOf } from './cells/changes';
import { type Config, plainUuid } from './config';
import { linkTo, type Place } from './link';

/** What all rows of one delivery have in common. */
export interface About {
  readonly uuid: string;
  /** The service's own word for what happened. */
  readonly type: string;
  /** What that does to a row; null for an operation that is not known, or a link. */
  readonly action: Action | null;
  readonly link: boolean;
  /** Internal id. */
  readonly user: string | null;
  /** Name of an API token. */
  readonly app: string | null;
  /** ms since 1970. */
  readonly occurredAt: number | null;
  readonly count: number;
  readonly deliveryId: string;
  /** `message`: of the live channel, as it came, without a time. */
  readonly road?: 'webhook' | 'log' | 'message';
  readonly config: Config;
  readonly place: Place;
}

export interface Side {
  readonly tableId: string | null;
  readonly tableName: string | null;
  readonly rowId: string | null;
  /** Empty when the first column is; undefined when the delivery does not say. */
  readonly title: string | undefined;
  readonly cells: readonly Cell[];
  /** Of a link: the row at its other end. */
  readonly peer?: string | undefined;
  /** Of links that were set for several rows at once: what came and went here, in one short text. */
  readonly moved?: string | undefined;
  /** A cell without `old_value` says nothing of before; else it was empty. */
  readonly mayOmitBefore: boolean;
  /** Of a row that was removed: `cells` are all that was in it. */
  readonly isWhole?: boolean;
}

/**
 * @returns null for an edit after which every cell is as before.
 *
 * The identity has no names, people or contents of a deleted row in it: the roads differ in them. They agree on base, table, row, kind, the
 * values of an edit, the other end of a link, and the millisecond. The live channel does not tell the time, which is why its messages are looked up in the log.
 */
export function draftOf(about: About, side: Side, labels: Labels): ChangeDraft | null {
  const { cells, isWhole = false, mayOmitBefore, rowId, tableId, title } = side;
  const { action: known, count, link, occurredAt } = about;
  const action: Action = known ?? 'updated';
  const changes = changesOf(cells, { tableId, labels, action, link, mayOmitBefore });
  if (known === 'updated' && cells.length > 0 && changes.length === 0 && count === 1) return null;

  const baseId = plainUuid(about.uuid);
  const tableName = side.tableName || labels.table(tableId ?? '');
  const baseName = labels.base(baseId);
  // An operation that is not known, or an edit that does not say what it changed, only tells where to look.
  const stated = known !== null || link ? action !== 'updated' || changes.length > 0 : false;
  const address = tableId
    ? linkTo(about.config, about.place, tableId, action === 'deleted' ? null : rowId)
    : undefined;
  const what = known ?? (link ? 'link' : about.type);
  const content = known === 'updated' ? fingerprintOf(changes) : pairOf(about, side);
  return {
    base: { id: baseId, ...(baseName ? { name: baseName } : {}) },
    table: tableId ? { id: tableId, ...(tableName ? { name: tableName } : {}) } : null,
    record: rowId ? { id: rowId, ...(title === undefined ? {} : { title }) } : null,
    subject: rowId || known || link ? 'record' : tableId ? 'table' : 'base',
    action,
    changes,
    count,
    actor: actorOf(about, labels),
    occurredAt,
    certainty: stated ? 'stated' : 'hint',
    ...(address === undefined ? {} : { link: address }),
    // All roads tell a new row whole; one that was removed, the log alone, as a rule.
    ...((known === 'created' || isWhole) && rowId && changes.length === 0 && count === 1
      ? { isEmpty: true as const }
      : {}),
    identity: [baseId, tableId, rowId, what, content, occurredAt ?? about.deliveryId],
    ...(about.road && stated && count === 1
      ? {
          near: {
            road: about.road,
            content: [baseId, tableId, rowId, what, content, ...beforeOf(known, content, changes)],
          },
        }
      : {}),
  };
}

/** What says nothing of before was empty, as far as anybody knows. Of a link that names no pair, all that it changed. */
function beforeOf(
  known: Action | null,
  content: string | null,
  changes: Parameters<typeof fingerprintOf>[0],
): readonly string[] {
  const before = fingerprintOf(changes, 'before');
  if (known === 'updated') return [before];
  return known === null && content === null ? [before, fingerprintOf(changes)] : [];
}

/** Several links of one row come within a millisecond; all roads say which rows one of them joins, or parts, or that came and went. */
const pairOf = ({ type }: About, { peer, moved }: Side): string | null =>
  isPairOperation(type) && peer !== undefined ? `${type} ${peer}` : (moved ?? null);

export function actorOf({ app, user }: Pick<About, 'app' | 'user'>, labels: Labels): Actor {
  if (app) return { kind: 'api', ...(user ? { id: user } : {}), name: app };
  if (!user) return { kind: 'unknown' };
  if (serverJobs.has(user)) return { kind: 'automation', id: user, name: user };
  const name = labels.person(user);
  return { kind: 'person', id: user, ...(name ? { name } : {}) };
}
