// What a person wants to hear of, table by table, and the hooks that this costs at the service.
import { z } from 'zod';
import type { Words } from './locale';

/** Kinds of change: of records; then fields added, views removed, and the table itself removed or described anew. */
export const watchKinds = ['created', 'updated', 'deleted', 'fields', 'views', 'table'] as const;
export type WatchKind = (typeof watchKinds)[number];

export const watch = z.object({
  tableId: z.string().min(1),
  kinds: z.array(z.enum(watchKinds)).min(1).readonly(),
});
export type Watch = z.infer<typeof watch>;

export interface PlanLine {
  readonly tableId: string;
  readonly tableName: string;
  /** The service's own name of the hook, and what a person calls it. */
  readonly hook: string;
  readonly label: Words;
  /** `asked`: without it a chosen kind is found by comparing only. `comfort`: makes things known sooner; fills room that is left. */
  readonly need: 'asked' | 'comfort';
  /** false: it does not fit into what the service allows, and comparing takes its place. */
  readonly fits: boolean;
  /** There is such a hook of ours already. */
  readonly exists: boolean;
}

/** What a choice of tables and kinds costs, told before anything is made. */
export interface HookPlan {
  readonly lines: readonly PlanLine[];
  /** Hooks that will stand at the service, and the fewest with which every chosen kind that has a hook is reported at once. */
  readonly cost: number;
  readonly cheapest: number;
  /** Hooks the service allows for this base, of all users together; null when it names no limit. */
  readonly limit: number | null;
  /** Hooks there that are not ours, as far as the service shows them. */
  readonly foreign: number;
  /** Kinds with no hook of their own here: found by reading the table and comparing, about every so many ms. */
  readonly compared: readonly {
    readonly tableId: string;
    readonly kinds: readonly WatchKind[];
    readonly everyMs: number;
  }[];
}

/** What removing the hooks of a connection came to. */
export interface Unwatched {
  readonly removed: readonly string[];
  /** Still there, as the service's own list says; never to be called removed. */
  readonly left: readonly string[];
}
