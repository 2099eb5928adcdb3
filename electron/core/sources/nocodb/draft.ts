// What the drafts of one delivery share, and what differs from one to the next.
import type { ChangeDraft, Labels, SourceContext } from '../source';
import type { NocodbConfig, NocodbTarget } from './config';
import type { NocodbPayload } from './parse';
import { linkTo } from './row';

/** What differs from draft to draft of one delivery. */
export type DraftPart = Pick<
  ChangeDraft,
  'record' | 'subject' | 'action' | 'changes' | 'count' | 'occurredAt' | 'certainty' | 'identity'
> & { readonly actor?: ChangeDraft['actor'] };

/** @returns a function that completes a part with base, table, view, actor and link */
export function completing(
  { baseId, table, view, user }: NocodbPayload,
  { config, target }: SourceContext<NocodbConfig, NocodbTarget>,
  labels: Labels,
): (part: DraftPart) => ChangeDraft {
  // Only version 3 names the base in the body.
  const base = baseId ?? target.baseId ?? config.baseId ?? '';
  const actor: ChangeDraft['actor'] = user ? { kind: 'person', ...user } : { kind: 'unknown' };
  const shared = {
    base: named(base, labels.base(base)),
    table: named(table.id, table.name ?? labels.table(table.id)),
    ...(view ? { view } : {}),
  };
  return (part) => {
    // A row that is gone has no page: its table has.
    const opened = part.action === 'deleted' ? null : (part.record?.id ?? null);
    const link = linkTo(config.server, base, table.id, opened);
    return {
      ...shared,
      ...part,
      actor: part.actor ?? actor,
      ...(link === undefined ? {} : { link }),
    };
  };
}

const named = (id: string, name: string | undefined) =>
  name === undefined ? { id } : { id, name };
