// Turns watched tables into the hooks that report them, by the rows of the catalogue.
import { z } from 'zod';
import { type WatchKind, watchKinds } from '#shared/watch';
import type { PlannedHook, Planner, TableSchema } from '../source';
import { type HookKind, hookKinds } from './catalogue';
import { sheetId, type Target } from './config';
import { hooksPerDocument } from './refusal';
import { eventWords } from './words';

const expectedKinds = `expected kinds of change: a list of ${watchKinds.join(', ')}`;

/** `{"sheetId":1,"kinds":["created","updated","deleted"]}` */
const watch = z
  .strictObject(
    {
      sheetId,
      kinds: z
        .array(z.enum(watchKinds, { error: `expected one of: ${watchKinds.join(', ')}` }), {
          error: expectedKinds,
        })
        .min(1, expectedKinds),
    },
    { error: 'expected an object with the members sheetId and kinds' },
  )
  .transform((written) => ({ tableId: written.sheetId, kinds: [...new Set(written.kinds)] }));

export const planner: Planner<Target> = {
  watch,
  limit: hooksPerDocument,
  comparedKinds: ['deleted'],
  hooks(watched, schemas) {
    // A table that is gone takes no hooks: they could not be ordered, and would keep places of others.
    const tables = schemas.flatMap((table) => {
      const kinds = new Set(
        watched.filter((one) => one.tableId === table.id).flatMap((one) => one.kinds),
      );
      return kinds.size > 0 ? [{ table, kinds }] : [];
    });
    const order = watched.map((one) => one.tableId);
    tables.sort((a, b) => order.indexOf(a.table.id) - order.indexOf(b.table.id));
    // A whole table before the next: one of which every change is told is worth more than two that are half deaf.
    const planned = (needs: (kind: HookKind, kinds: ReadonlySet<WatchKind>) => boolean) =>
      tables.flatMap(({ table, kinds }) =>
        hookKinds
          .filter((kind) => needs(kind, kinds))
          .flatMap((kind) => targetsOf(kind, table).map((target) => ({ kind, target, table }))),
      );
    const isOfRecords = ({ watch: reports }: HookKind) =>
      reports === 'created' || reports === 'updated';
    const isAsked = ({ watch: reports }: HookKind, kinds: ReadonlySet<WatchKind>) =>
      reports !== undefined && kinds.has(reports);
    const isComfort = (kind: HookKind, kinds: ReadonlySet<WatchKind>) =>
      kind.helps !== undefined && kinds.has(kind.helps) && !isAsked(kind, kinds);
    return [
      // Records of every table come before what else there is to tell of any.
      ...[isOfRecords, (kind: HookKind) => !isOfRecords(kind)].flatMap((isNow) =>
        planned((kind, kinds) => isNow(kind) && isAsked(kind, kinds)).map((one) =>
          hookOf(one, 'asked'),
        ),
      ),
      ...planned(isComfort).map((one) => hookOf(one, 'comfort')),
    ];
  },
};

/** Usually one; one for each view where the hook is about a view; none where there is nothing to list. */
function targetsOf(kind: HookKind, { id, fields, views }: TableSchema): readonly Target[] {
  const target = { event: kind.event, sheetId: id };
  if (kind.path.includes(':view_id')) return views.map((view) => ({ ...target, viewId: view.id }));
  if (kind.ids === 'fields') {
    return fields.length > 0 ? [{ ...target, fields: fields.map((field) => field.id) }] : [];
  }
  return [target];
}

function hookOf(
  {
    kind,
    target,
    table,
  }: { readonly kind: HookKind; readonly target: Target; readonly table: TableSchema },
  need: PlannedHook<Target>['need'],
): PlannedHook<Target> {
  const view = target.viewId === undefined ? [] : [target.viewId];
  return {
    key: [table.id, kind.event, ...view].join('/'),
    target,
    tableId: table.id,
    hook: kind.type,
    label: eventWords(kind.event),
    need,
  };
}
