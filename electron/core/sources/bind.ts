// Turns a typed adapter into a source the core can handle without knowing its config: the schemas are applied once, here.
import type { BaseChoice, HookView, TableChoice } from '#shared/connection';
import type { SourceId } from '#shared/event';
import { err, ok, type Problem, type Result } from '#shared/result';
import type { SourceInfo } from '#shared/source-info';
import type { Http } from '../ports';
import { withPlainText } from './plain';
import type {
  ChangeDraft,
  Delivery,
  LabelFact,
  Labels,
  SourceAdapter,
  SourceContext,
  Verdict,
} from './source';

export interface ConfigIssue {
  /** Members from the connection down, such as `['config', 'server']` or `['target', 'sheetId']`. */
  readonly path: readonly (string | number)[];
  /** What is wrong with the member and what was expected, as the schema says it. */
  readonly message: string;
}

interface BindInput {
  readonly connectionId: string;
  readonly config: unknown;
  readonly target: unknown;
  /** The connection's secrets and, over them, the subscription's own. */
  readonly secrets: Readonly<Record<string, string>>;
}

export interface Source {
  readonly id: SourceId;
  readonly info: SourceInfo;
  /** Names of the secrets a connection may carry. */
  readonly secrets: readonly string[];
  /** Those of the secrets without which a delivery cannot be checked. */
  readonly checkedBy: readonly string[];
  /** Those of the secrets without which a delivery cannot be read. */
  readonly readBy: readonly string[];
  /** Issues of a connection's `config`; empty when it is right. */
  checkConfig(config: unknown): readonly ConfigIssue[];
  checkTarget(target: unknown): readonly ConfigIssue[];
  bind(input: BindInput): Result<BoundSource, readonly ConfigIssue[]>;
}

export interface LabelBook extends Labels {
  learn(facts: readonly LabelFact[]): void;
}

/** A source bound to one subscription: its config, target and secrets are fixed. */
export interface BoundSource {
  check(delivery: Delivery, now: number): Verdict;
  /** Parse, learn and normalise in one step; `labels` is taught first, then asked. */
  read(delivery: Delivery, labels: LabelBook): Result<readonly ChangeDraft[], Problem>;
  /** The headers without the values of this connection's secrets, as they may be kept and shown. */
  withoutSecrets(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
  readonly discover: BoundDiscover | null;
  readonly hooks: BoundHooks | null;
}

interface BoundDiscover {
  bases(http: Http): Promise<Result<readonly BaseChoice[]>>;
  tables(http: Http, baseId: string): Promise<Result<readonly TableChoice[]>>;
  labels(http: Http, baseId: string, tableId: string): Promise<Result<readonly LabelFact[]>>;
}

export interface BoundHooks {
  list(http: Http): Promise<Result<readonly Omit<HookView, 'ours'>[]>>;
  create(
    http: Http,
    callbackUrl: string,
    secret: string,
  ): Promise<Result<{ readonly hookId: string }>>;
  remove(http: Http, hookId: string): Promise<Result<null>>;
}

/** Makes a source of an adapter. */
export function defineSource<Config, Target, Payload>(
  adapter: SourceAdapter<Config, Target, Payload>,
): Source {
  const checkConfig = (config: unknown) => issuesOf(adapter.config, config, 'config');
  const checkTarget = (target: unknown) => issuesOf(adapter.target, target, 'target');
  return {
    id: adapter.info.id,
    info: adapter.info,
    secrets: adapter.secrets,
    checkedBy: adapter.checkedBy,
    readBy: adapter.readBy,
    checkConfig,
    checkTarget,
    bind({ connectionId, config, target, secrets }) {
      const checkedConfig = adapter.config.safeParse(config);
      const checkedTarget = adapter.target.safeParse(target);
      if (!checkedConfig.success || !checkedTarget.success) {
        return err([...checkConfig(config), ...checkTarget(target)]);
      }
      return ok(
        bound(adapter, {
          connectionId,
          config: checkedConfig.data,
          target: checkedTarget.data,
          secrets,
        }),
      );
    },
  };
}

function bound<Config, Target, Payload>(
  adapter: SourceAdapter<Config, Target, Payload>,
  context: SourceContext<Config, Target>,
): BoundSource {
  const { config, secrets, target } = context;
  const access = (http: Http) => ({ http, config, secrets });
  const { discover, hooks } = adapter;
  return {
    check: (delivery, now) => adapter.check(delivery, context, now),
    read(delivery, labels) {
      const payload = adapter.parse(delivery, context);
      if (!payload.ok) return payload;
      labels.learn(adapter.learn?.(payload.value) ?? []);
      return ok(adapter.normalise(payload.value, delivery, context, labels).map(withPlainText));
    },
    withoutSecrets(headers) {
      const known = Object.values(secrets).filter((secret) => secret !== '');
      return Object.fromEntries(
        Object.entries(headers).map(([name, value]) =>
          known.some((secret) => value.includes(secret)) ? [name, '[secret]'] : [name, value],
        ),
      );
    },
    discover: discover
      ? {
          bases: (http) => discover.bases(access(http)),
          tables: (http, baseId) => discover.tables(access(http), baseId),
          labels: async (http, baseId, tableId) =>
            (await discover.labels?.(access(http), baseId, tableId)) ?? ok([]),
        }
      : null,
    hooks: hooks
      ? {
          list: (http) => hooks.list(access(http), [target]),
          create: (http, callbackUrl, secret) =>
            hooks.create(access(http), { target, callbackUrl, secret }),
          remove: (http, hookId) => hooks.remove(access(http), hookId, target),
        }
      : null,
  };
}

function issuesOf(
  schema: SourceAdapter<unknown, unknown, unknown>['config'],
  value: unknown,
  root: 'config' | 'target',
): readonly ConfigIssue[] {
  const checked = schema.safeParse(value);
  if (checked.success) return [];
  return checked.error.issues.flatMap((issue) => {
    const path = [
      root,
      ...issue.path.map((part) => (typeof part === 'number' ? part : String(part))),
    ];
    return issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...path, key], message: 'expected no such member' }))
      : [{ path, message: issue.message }];
  });
}
