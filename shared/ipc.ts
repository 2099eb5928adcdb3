// The only way between page and core: every call and push by name, input checked by schema, output by type.
import { z } from 'zod';
import type { BudgetMeter } from './budget';
import type {
  BasePage,
  ConnectionView,
  HookView,
  SignInView,
  SubscriptionView,
  TableChoice,
} from './connection';
import { accountDraft, connectionDraft, subscriptionDraft, watchList } from './connection';
import type { DeliveryDetail, DeliverySummary } from './delivery';
import { deliveryStates } from './delivery';
import type { FeedPage, FeedRow, ViewCount } from './feed';
import { feedCursor, savedView } from './feed';
import type { Gap } from './gap';
import type { Locale } from './locale';
import { type RecordThen, recordMoment } from './record-then';
import type { Result } from './result';
import type { Settings } from './settings';
import { settingsPatch } from './settings';
import type { SourceInfo } from './source-info';
import { receiverPort, type Status } from './status';
import { tunnelSecrets } from './tunnel';
import type { HookPlan, Unwatched } from './watch';

interface Call<Input extends z.ZodType, Output> {
  readonly input: Input;
  /** Carries the output type only; never read. */
  readonly output?: Output;
}

const call =
  <Output>() =>
  <Input extends z.ZodType>(input: Input): Call<Input, Result<Output>> => ({ input });

const nothing = z.object({});
const byId = z.object({ id: z.string().min(1) });
const query = z.string().max(2000);

/** Answered by the core; the same handlers serve the page, the CLI and the tests. */
const coreCalls = {
  'status.get': call<Status>()(nothing),
  'sources.list': call<readonly SourceInfo[]>()(nothing),
  'settings.get': call<Settings>()(nothing),
  'settings.set': call<Settings>()(settingsPatch),

  'connections.list': call<readonly ConnectionView[]>()(nothing),
  'connections.save': call<ConnectionView>()(connectionDraft),
  /** Removes our managed hooks at the service first; what could not be removed stays listed in the answer. */
  'connections.remove': call<{ readonly hooksLeft: readonly string[] }>()(byId),
  /** Checks that the service answers with these credentials; lists what can be watched. */
  'connections.bases': call<BasePage>()(
    accountDraft.extend({ search: z.string().max(200).default(''), cursor: z.string().nullable() }),
  ),
  'connections.tables': call<readonly TableChoice[]>()(
    z.object({ id: z.string().min(1), baseId: z.string().min(1) }),
  ),
  /** Hooks that exist at the service, ours and others'. */
  'connections.hooks': call<readonly HookView[]>()(byId),

  /** Opens the consent page in the system browser and waits, at most five minutes, for the person to come back. */
  'signIn.start': call<SignInView>()(accountDraft),
  'signIn.cancel': call<null>()(byId),

  /** What watching these tables would cost; nothing is made. */
  'connections.plan': call<HookPlan>()(z.object({ id: z.string().min(1), watch: watchList })),
  /** Watches these tables and no others: plans, makes what is missing, removes what is not wanted any more. */
  'connections.watch': call<ConnectionView>()(
    z.object({ id: z.string().min(1), watch: watchList }),
  ),
  /** Stops watching, and removes all our hooks at the service. */
  'connections.unwatch': call<Unwatched>()(byId),
  /** The doctor's round for one connection, now: hooks, canary, names. */
  'connections.check': call<ConnectionView>()(byId),
  /** The button beside a finding. */
  'connections.repair': call<ConnectionView>()(
    z.object({ id: z.string().min(1), findingId: z.string().min(1) }),
  ),
  /** Reads all watched tables now, and tells what changed since the last time. */
  'connections.catchUp': call<ConnectionView>()(byId),

  'budget.get': call<readonly BudgetMeter[]>()(nothing),
  /** Gaps that overlap the time between `from` and `to`, newest first, at most 200. */
  'gaps.list': call<readonly Gap[]>()(
    z.object({ from: z.number(), to: z.number(), connectionId: z.string().nullable() }),
  ),
  'subscriptions.add': call<SubscriptionView>()(
    z.object({ connectionId: z.string().min(1), draft: subscriptionDraft }),
  ),
  'subscriptions.remove': call<{ readonly hookLeft: string | null }>()(byId),
  /** The person has entered today's public address into the hook that was made by hand. */
  'subscriptions.entered': call<SubscriptionView>()(byId),

  'feed.page': call<FeedPage>()(
    z.object({ query, after: feedCursor.nullable(), limit: z.number().int().min(1).max(500) }),
  ),
  /** Rows stored after `seq` that match, newest first, at most 500. */
  'feed.since': call<{
    readonly rows: readonly FeedRow[];
    readonly seq: number;
    readonly total: number;
    readonly hidden: number;
  }>()(z.object({ query, seq: z.number().int() })),
  'feed.event': call<FeedRow>()(byId),
  /** The newest stored events of the record of one event, newest first, at most 200 unless asked for more. */
  'feed.timeline': call<readonly FeedRow[]>()(
    byId.extend({ limit: z.number().int().min(1).max(10_000).optional() }),
  ),
  /** The whole record of one event as it was after the event, before it, or at a moment. */
  'feed.recordAt': call<RecordThen>()(byId.extend({ when: recordMoment.optional() })),
  'feed.mark': call<{ readonly changed: number }>()(
    z.object({
      target: z.union([z.object({ ids: z.array(z.string()).max(5000) }), z.object({ query })]),
      unread: z.boolean(),
    }),
  ),

  'views.list': call<readonly ViewCount[]>()(nothing),
  /** Replaces all saved views, in the order given. */
  'views.save': call<readonly ViewCount[]>()(z.object({ views: z.array(savedView).max(500) })),

  'deliveries.list': call<readonly DeliverySummary[]>()(
    z.object({
      state: z.enum(deliveryStates).nullable(),
      connectionId: z.string().nullable(),
      beforeSeq: z.number().int().nullable(),
      limit: z.number().int().min(1).max(500),
    }),
  ),
  'deliveries.get': call<DeliveryDetail>()(byId),
  'deliveries.replay': call<{ readonly queued: number }>()(
    z.object({
      target: z.union([
        z.object({ id: z.string() }),
        z.object({ states: z.array(z.enum(deliveryStates)).min(1) }),
      ]),
    }),
  ),

  /** Keeps what the tunnel must know, and tries with it; '' forgets it. No call reads one. */
  'tunnel.keepSecret': call<Status>()(
    z.object({ name: z.enum(tunnelSecrets), value: z.string().trim().max(2000) }),
  ),
  /** The receiver listens there from now on; the port before is let go of when the app quits. */
  'tunnel.setPort': call<Status>()(z.object({ port: receiverPort })),
  /** Tries again at once, also where only the person could help; a link that stands is proved anew. */
  'tunnel.retry': call<Status>()(nothing),

  /** Starts the demo tables: three demo connections and the simulator that posts into the receiver. */
  'demo.start': call<Status>()(nothing),
  /** Stops the simulator and removes the demo connections with their events. */
  'demo.stop': call<Status>()(nothing),
} as const;

/** Answered by the app's shell: what needs the desktop. */
const shellCalls = {
  'shell.facts': call<{
    readonly locale: Locale;
    readonly dark: boolean;
    readonly platform: string;
    readonly version: string;
  }>()(nothing),
  /** Opens a page of a configured service, or the documentation of a source, in the system browser. */
  'shell.openLink': call<null>()(z.object({ url: z.url() })),
  'shell.copy': call<null>()(z.object({ text: z.string().max(2_000_000) })),
} as const;

export const calls = { ...coreCalls, ...shellCalls } as const;

export type CoreCalls = typeof coreCalls;
export type ShellCalls = typeof shellCalls;
export type Calls = typeof calls;
export type CallName = keyof Calls;
export type CallInput<N extends CallName> = z.input<Calls[N]['input']>;
export type CallOutput<N extends CallName> = NonNullable<Calls[N]['output']>;

/** A handler gets the input as checked by the schema, defaults filled in. */
export type Handlers<Names extends CallName> = {
  readonly [N in Names]: (input: z.output<Calls[N]['input']>) => Promise<CallOutput<N>>;
};

/** Sent to the page unasked. `seq` rises by one a push; a jump makes the page read everything again. */
export interface Pushes {
  readonly status: Status;
  /** Events were stored, changed or marked; `newest` is the highest event `seq`. */
  readonly feed: { readonly newest: number; readonly added: number };
  readonly connections: null;
  readonly signIn: SignInView;
  readonly gaps: null;
  readonly deliveries: null;
  readonly settings: Settings;
  /** Show this event: a notification was clicked. */
  readonly open: { readonly eventId: string };
}
export type PushName = keyof Pushes;
export type Push = {
  [N in PushName]: { readonly seq: number; readonly name: N; readonly payload: Pushes[N] };
}[PushName];

/** What the preload puts into the page as `window.bridge`. */
export interface Bridge {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  /** @returns a function that stops listening */
  on(listener: (push: Push) => void): () => void;
}

export const ipcChannels = { call: 'tablewatch:call', push: 'tablewatch:push' } as const;

export const callNames = Object.keys(calls) as readonly CallName[]; // the keys of a const object are its names
