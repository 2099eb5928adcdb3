// Turns a typed adapter into a source the core can handle without knowing its config: the schemas are applied once, here.

import type { ZodType } from 'zod';
import type { SourceId } from '#shared/event';
import { err, ok, type Result } from '#shared/result';
import type { Abilities, SourceInfo } from '#shared/source-info';
import type { Watch } from '#shared/watch';
import { boundCalls } from './bound-calls';
import type { BoundSource } from './bound-source';
import { withPlainText } from './plain';
import type { HookSecretNames, Planner, SourceAdapter, SourceContext } from './source';

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
  /** Number of the way it reads today. */
  readonly reading: number;
  /** Names of the secrets a connection may carry. */
  readonly secrets: readonly string[];
  /** Those of the secrets without which a delivery cannot be checked. */
  readonly checkedBy: readonly string[];
  /** Those of the secrets without which a delivery cannot be read. */
  readonly readBy: readonly string[];
  /** Those of the secrets without which nothing can be asked of the service. */
  readonly calledBy: readonly (string | readonly string[])[];
  /** null: hooks of this service carry no secret. */
  readonly hookSecret: HookSecretNames | null;
  /** Issues of a connection's `config`; empty when it is right. */
  checkConfig(config: unknown): readonly ConfigIssue[];
  checkTarget(target: unknown): readonly ConfigIssue[];
  bind(input: BindInput): Result<BoundSource, readonly ConfigIssue[]>;
  /** Credentials to look around with before a base is picked. */
  bindAccount(input: Omit<BindInput, 'target'>): Result<BoundSource, readonly ConfigIssue[]>;
  /** null: subscriptions are chosen one by one. */
  readonly planner: Pick<Planner<unknown>, 'limit' | 'comparedKinds'> | null;
  /** A watch as a config file writes it; faults carry paths from the watch down. */
  readWatch(value: unknown): Result<Watch, readonly ConfigIssue[]>;
}

/** Makes a source of an adapter. */
export function defineSource<Config, Target, Payload>(
  adapter: SourceAdapter<Config, Target, Payload>,
): Source {
  const { planner } = adapter;
  const checkConfig = (config: unknown) => issuesOf(adapter.config, config, ['config']);
  const checkTarget = (target: unknown) => issuesOf(adapter.target, target, ['target']);

  function bind({
    connectionId,
    config,
    target,
    secrets,
  }: BindInput): Result<BoundSource, readonly ConfigIssue[]> {
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
  }

  return {
    id: adapter.info.id,
    info: { ...adapter.info, abilities: abilitiesOf(adapter) },
    reading: adapter.reading,
    secrets: adapter.secrets,
    checkedBy: adapter.checkedBy,
    readBy: adapter.readBy,
    calledBy: adapter.calledBy ?? [],
    hookSecret: adapter.hookSecret ?? null,
    checkConfig,
    checkTarget,
    bind,
    bindAccount({ config, ...rest }) {
      const entered = Object.entries(typeof config === 'object' && config !== null ? config : {});
      // A form sends the member that is not picked yet as an empty text.
      const unpicked = Object.keys(adapter.unpicked ?? {});
      const picked = entered.filter(
        ([name, value]) => !(unpicked.includes(name) && isBlank(value)),
      );
      const whole = { ...adapter.unpicked, ...Object.fromEntries(picked) };
      return bind({ ...rest, config: whole, target: {} });
    },
    planner: planner ? { limit: planner.limit, comparedKinds: planner.comparedKinds } : null,
    readWatch(value) {
      if (!planner) {
        return err([{ path: [], message: 'expected no watch: this service takes subscriptions' }]);
      }
      const checked = planner.watch.safeParse(value);
      return checked.success ? ok(checked.data) : err(issuesOf(planner.watch, value, []));
    },
  };
}

/** What an adapter can do follows from the members it has, so that no source can promise what it lacks. */
function abilitiesOf<Config, Target, Payload>(
  adapter: SourceAdapter<Config, Target, Payload>,
): Abilities {
  const { info, live, history, tables, discover, hooks, planner, signIn } = adapter;
  return {
    ...info.abilities,
    live: live !== undefined,
    catchUp: history ? 'log' : tables ? 'compared' : false,
    wholeBase: tables?.all !== undefined,
    discover: discover !== undefined,
    manageHooks: hooks !== undefined,
    plansHooks: planner !== undefined,
    signIn: signIn !== undefined,
    needsPublicAddress: live === undefined,
  };
}

const isBlank = (value: unknown) =>
  value == null || (typeof value === 'string' && value.trim() === '');

function bound<Config, Target, Payload>(
  adapter: SourceAdapter<Config, Target, Payload>,
  context: SourceContext<Config, Target>,
): BoundSource {
  const { config, secrets } = context;
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
    ...boundCalls(adapter, config, secrets),
  };
}

function issuesOf(
  schema: ZodType,
  value: unknown,
  root: readonly string[],
): readonly ConfigIssue[] {
  const checked = schema.safeParse(value);
  if (checked.success) return [];
  return checked.error.issues.flatMap((issue) => {
    const path = [
      ...root,
      ...issue.path.map((part) => (typeof part === 'number' ? part : String(part))),
    ];
    return issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...path, key], message: 'expected no such member' }))
      : [{ path, message: issue.message }];
  });
}
