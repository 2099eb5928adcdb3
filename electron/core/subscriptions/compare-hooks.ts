// Wanted hooks against those the service lists: what to keep, make and remove, and what is wrong. Decides, and does nothing.
import type { FindingKind } from '#shared/doctor';
import type { ServiceHook } from '../sources/source';
import type { RetiredHook } from '../store/store';

type Target = RetiredHook['target'];

export interface WantedHook {
  readonly subscriptionId: string;
  readonly address: string;
  readonly target: Target;
  readonly tableId: string | null;
  /** Today's callback address. */
  readonly url: string;
  /** What it must watch, comparable with `ServiceHook.rule`; null: any rule will do. */
  readonly rule: string | null;
  /** As it was noted when the hook was made. */
  readonly hookId: string | null;
  /** Whether the noted hook was made with the secret of today; `none`: hooks of this service carry none. */
  readonly secret: 'none' | 'fits' | 'changed';
  /** It cannot be made right now; a hook that it has is left alone. */
  readonly blocked: boolean;
}

/** A hook to be taken away, with what its removal takes. */
export type Removal = Omit<RetiredHook, 'connectionId'>;

export interface HookFault {
  readonly kind: FindingKind;
  readonly hookIds: readonly string[];
  readonly subscriptionId: string | null;
  readonly tableId: string | null;
  /** false: nothing was there before, so nothing was lost. */
  readonly hadHook: boolean;
  readonly mends: 'by-itself' | 'by-button' | 'never';
}

export interface Comparison {
  readonly keep: readonly { readonly subscriptionId: string; readonly hookId: string }[];
  /** `replaces` go once the new one stands. */
  readonly create: readonly {
    readonly subscriptionId: string;
    readonly replaces: readonly Removal[];
  }[];
  readonly remove: readonly Removal[];
  /** Retired hooks, by the id under which they were retired, that the service no longer lists. */
  readonly gone: readonly string[];
  readonly foreign: readonly string[];
  /** Those that a subscription has or had, with the address under which we know them. */
  readonly ours: readonly { readonly hookId: string; readonly address: string }[];
  readonly faults: readonly HookFault[];
}

export interface ComparisonInput {
  readonly wanted: readonly WantedHook[];
  readonly existing: readonly ServiceHook[];
  /** Only those whose table or base was listed: absence is believed. */
  readonly retired: readonly Removal[];
  /** Addresses of subscriptions whose hooks a person makes by hand. */
  readonly byHand: readonly string[];
  /** The public address; what calls `/in/…` below it comes to this machine. */
  readonly root: string | null;
  /** Whether the service allows only so many hooks, so that those of others matter. */
  readonly limited: boolean;
}

/** What one hook at the service is to us. */
type Owner =
  | { readonly kind: 'wanted'; readonly wanted: WantedHook }
  | { readonly kind: 'retired' | 'abandoned'; readonly retired: Removal }
  | { readonly kind: 'by-hand' | 'stray' | 'foreign' };

export function compareHooks(input: ComparisonInput): Comparison {
  const unique = [...new Map(input.existing.map((hook) => [hook.hookId, hook])).values()];
  const owned = unique.map((hook) => ({ hook, owner: ownerOf(hook, input) }));
  const keep: { subscriptionId: string; hookId: string }[] = [];
  const create: { subscriptionId: string; replaces: readonly Removal[] }[] = [];
  const remove: Removal[] = [];
  const faults: HookFault[] = [];

  for (const wanted of input.wanted.filter((one) => !one.blocked)) {
    const { subscriptionId, tableId } = wanted;
    const hadHook = wanted.hookId !== null;
    const mine = owned.flatMap(({ hook, owner }) =>
      owner.kind === 'wanted' && (owner.wanted === wanted || isShared(hook, wanted)) ? [hook] : [],
    );
    const right = mine.filter((hook) => faultOf(hook, wanted) === null);
    const best = right.find((hook) => hook.hookId === wanted.hookId) ?? right[0];
    const others = mine.filter((hook) => hook !== best);
    if (best) keep.push({ subscriptionId, hookId: best.hookId });
    else create.push({ subscriptionId, replaces: others.map((hook) => removal(hook, wanted)) });
    if (best) remove.push(...others.map((hook) => removal(hook, wanted)));
    const about = { subscriptionId, tableId, hadHook, mends: 'by-itself' as const };
    if (mine.length === 0) faults.push({ kind: 'missing', hookIds: [], ...about });
    for (const hook of others) {
      const kind = best ? 'duplicate' : faultOf(hook, wanted);
      if (kind !== null && kind !== 'secret') {
        faults.push({ kind, hookIds: [hook.hookId], ...about });
      }
    }
  }

  const unowned = { subscriptionId: null, tableId: null, hadHook: true };
  for (const { hook, owner } of owned) {
    if (owner.kind === 'retired' || owner.kind === 'abandoned') {
      remove.push({ ...owner.retired, hookId: hook.hookId });
    }
    // One that only calls below our address may be another installation's: it is told, and removed when the person says so.
    if (owner.kind === 'abandoned' || owner.kind === 'stray') {
      const mends = owner.kind === 'stray' ? 'by-button' : 'by-itself';
      faults.push({ kind: 'orphaned', hookIds: [hook.hookId], ...unowned, mends });
    }
  }
  const foreign = owned.flatMap(({ hook, owner }) =>
    owner.kind === 'foreign' ? [hook.hookId] : [],
  );
  if (input.limited && foreign.length > 0) {
    faults.push({ kind: 'foreign', hookIds: foreign, ...unowned, mends: 'never' });
  }
  const ours = owned.flatMap(({ hook: { hookId }, owner }) =>
    owner.kind === 'wanted'
      ? [{ hookId, address: owner.wanted.address }]
      : owner.kind === 'retired' || owner.kind === 'abandoned'
        ? [{ hookId, address: owner.retired.address }]
        : [],
  );
  const isRetired = (hookId: string) =>
    owned.some(({ hook, owner }) => owner.kind !== 'wanted' && holds(hookId, hook.hookId));
  const gone = input.retired.map(({ hookId }) => hookId).filter((hookId) => !isRetired(hookId));
  return { keep, create, remove, gone, foreign, ours, faults };
}

/**
 * A hook is ours by the id that was noted, or because it calls an address that only we know: also when a crash kept us
 * from noting its id.
 */
function ownerOf(hook: ServiceHook, { wanted, retired, byHand, root }: ComparisonInput): Owner {
  const sharing = wanted.find((one) => isShared(hook, one));
  if (sharing) return { kind: 'wanted', wanted: sharing };
  const buried = retired.find((one) => holds(one.hookId, hook.hookId));
  if (buried) return { kind: 'retired', retired: buried };
  const address = addressOf(hook.callbackUrl);
  const owner =
    wanted.find((one) => one.hookId !== null && holds(one.hookId, hook.hookId)) ??
    wanted.find((one) => one.address === address);
  if (owner) return { kind: 'wanted', wanted: owner };
  const abandoned = retired.find((one) => one.address === address);
  if (abandoned) return { kind: 'abandoned', retired: abandoned };
  if (address !== null && byHand.includes(address)) return { kind: 'by-hand' };
  const isStray = root !== null && hook.callbackUrl !== null && isBelow(root, hook.callbackUrl);
  return { kind: isStray ? 'stray' : 'foreign' };
}

/** Why a hook of this subscription will not do; null when it is right. */
function faultOf(hook: ServiceHook, wanted: WantedHook): FindingKind | 'secret' | null {
  if (hook.callbackUrl !== null && !isSameUrl(hook.callbackUrl, wanted.url)) return 'wrong-address';
  if (!hook.active) return 'disabled';
  const isPart = wanted.hookId !== null && hook.hookId !== wanted.hookId;
  if (isPart && holds(wanted.hookId, hook.hookId)) return 'missing';
  if (wanted.rule !== null && hook.rule !== undefined && hook.rule !== wanted.rule) {
    return 'outdated';
  }
  // The secret is known of the noted hook alone.
  const hasSecret = wanted.secret === 'fits' && hook.hookId === wanted.hookId;
  return wanted.secret === 'none' || hasSecret ? null : 'secret';
}

const removal = ({ hookId }: ServiceHook, { address, target }: WantedHook): Removal => ({
  hookId,
  address,
  target,
});

/** A hook without an address of its own may serve several subscriptions: it is theirs by its id. */
const isShared = (hook: ServiceHook, { hookId }: WantedHook): boolean =>
  hook.callbackUrl === null && hookId !== null && holds(hookId, hook.hookId);

/** One subscription may need several hooks, joined by `,`; some of them may be gone. */
export function holds(noted: string | null, found: string): boolean {
  const parts = noted?.split(',') ?? [];
  return found.split(',').every((part) => parts.includes(part));
}

/** @returns the token of `…/in/<token>`; null for any other address */
export function addressOf(url: string | null): string | null {
  return /\/in\/([A-Za-z0-9_-]{1,128})\/?(?:[?#].*)?$/u.exec(url ?? '')?.[1] ?? null;
}

/** Services may spell an address differently: the host's case, a default port. */
function isSameUrl(one: string, other: string): boolean {
  return one === other || (normal(one) !== null && normal(one) === normal(other));
}

function isBelow(root: string, url: string): boolean {
  const start = normal(root)?.replace(/\/+$/u, '');
  return start !== undefined && (normal(url)?.startsWith(`${start}/in/`) ?? false);
}

const normal = (url: string): string | null => (URL.canParse(url) ? new URL(url).href : null);
