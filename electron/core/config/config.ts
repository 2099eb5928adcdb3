// The CLI's config file: its shape, and what is wrong with a wrong one, member by member.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { address } from '#shared/connection';
import { sourceId } from '#shared/event';
import { type PublicAddress, publicAddress } from '#shared/public-address';
import { err, ok, type Result } from '#shared/result';
import type { TunnelSecret } from '#shared/tunnel';
import type { Watch } from '#shared/watch';
import type { ConfigIssue, Source } from '../sources/bind';

const secret = z.union([z.string().min(1), z.strictObject({ env: z.string().min(1) })], {
  error: 'expected a text that is not empty, or {"env": "NAME"}',
});

const subscription = z.looseObject({
  id: z.string().min(1).optional(),
  address: address.optional(),
  manage: z.boolean().default(false),
});

const connection = z.strictObject({
  id: z.string().min(1),
  source: sourceId,
  name: z.string().min(1).optional(),
  config: z.record(z.string(), z.unknown()).default({}),
  secrets: z.record(z.string(), secret).default({}),
  /** Left out: everything, where the source can hear that with what is at hand. */
  subscriptions: z.array(subscription).optional(),
  /** Tables and kinds of change, in the source's own words, in place of `subscriptions`. */
  watch: z.array(z.unknown()).max(200).optional(),
});

const configFile = z.strictObject({
  publicAddress: publicAddress.nullable().default(null),
  /** What a tunnel must know and nobody may read. */
  tunnel: z
    .strictObject({ authtoken: secret.optional(), passphrase: secret.optional() })
    .default({}),
  connections: z.array(connection).default([]),
});

interface ConfigSubscription {
  readonly id: string;
  readonly address: string | undefined;
  readonly manage: boolean;
  /** The remaining members: what the subscription watches, in the source's own words. */
  readonly target: Readonly<Record<string, unknown>>;
}

interface ConfigConnection {
  readonly id: string;
  readonly source: z.infer<typeof sourceId>;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly subscriptions: readonly ConfigSubscription[];
  readonly watch: readonly Watch[];
}

export interface Config {
  readonly publicAddress: PublicAddress | null;
  readonly tunnelSecrets: Readonly<Partial<Record<TunnelSecret, string>>>;
  readonly connections: readonly ConfigConnection[];
}

/** One wrong member: `connections[0].config.server: expected …`. */
export interface ConfigFault {
  readonly path: string;
  readonly message: string;
}

/**
 * @param text the file's content
 * @param sources whose own schemas check `config` and the subscriptions
 * @param environment where `{"env": "NAME"}` is looked up
 * @returns the config with secrets resolved, or every fault with its path
 */
export function parseConfig(
  text: string,
  sources: readonly Source[],
  environment: Readonly<Record<string, string | undefined>>,
): Result<Config, readonly ConfigFault[]> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return err([{ path: '(file)', message: `expected JSON${placeOf(error)}` }]);
  }
  const checked = configFile.safeParse(value);
  const faults = [
    ...(checked.error?.issues ?? []).flatMap(faultsOf),
    ...connectionsIn(value).flatMap((one, index) =>
      sourceFaults(one, ['connections', index], sources),
    ),
  ];
  if (!checked.success) return err(faults);
  const connections = checked.data.connections.map((one, index) =>
    readConnection(one, ['connections', index], sources, environment, faults),
  );
  findRepeats(connections, faults);
  const { authtoken, passphrase } = checked.data.tunnel;
  const named = { authtoken, passphrase };
  const tunnel = readSecrets(named, ['tunnel'], environment, faults);
  const tunnelSecrets = {
    ...(tunnel.authtoken === undefined ? {} : { 'ngrok-authtoken': tunnel.authtoken }),
    ...(tunnel.passphrase === undefined ? {} : { 'ssh-passphrase': tunnel.passphrase }),
  };
  return faults.length > 0
    ? err(faults)
    : ok({ publicAddress: checked.data.publicAddress, tunnelSecrets, connections });
}

/** As much of a connection as its source's own schemas need, whatever else is wrong with it. */
const sketch = z.object({
  source: sourceId,
  config: z.unknown().optional(),
  secrets: z.record(z.string(), z.unknown()).catch({}),
  subscriptions: z.array(z.record(z.string(), z.unknown()).catch({})).catch([]),
  watch: z.array(z.unknown()).optional().catch([]),
});

function connectionsIn(value: unknown): readonly unknown[] {
  const list = z.object({ connections: z.array(z.unknown()) }).safeParse(value);
  return list.data?.connections ?? [];
}

/** What a connection's own source finds wrong with it. */
function sourceFaults(
  value: unknown,
  path: Path,
  sources: readonly Source[],
): readonly ConfigFault[] {
  const connection = sketch.safeParse(value).data;
  const source = sources.find((one) => one.id === connection?.source);
  if (!connection || !source) return [];
  const known = source.secrets.join(', ') || 'none';
  return [
    ...source.checkConfig(connection.config ?? {}).map((issue) => faultAt(path, issue)),
    ...Object.keys(connection.secrets)
      .filter((name) => !source.secrets.includes(name))
      .map((name) => ({
        path: pathText([...path, 'secrets', name]),
        message: `unknown secret; expected one of: ${known}`,
      })),
    ...connection.subscriptions.flatMap(({ id: _, address: __, manage: ___, ...target }, index) =>
      source
        .checkTarget(target)
        .map(({ path: [, ...member], message }) =>
          faultAt([...path, 'subscriptions', index], { path: member, message }),
        ),
    ),
    ...watchFaults(connection, path, source),
  ];
}

function watchFaults(
  { subscriptions, watch = [] }: z.infer<typeof sketch>,
  path: Path,
  source: Source,
): readonly ConfigFault[] {
  const both =
    subscriptions.length > 0 && watch.length > 0
      ? [
          {
            path: pathText([...path, 'watch']),
            message: 'expected subscriptions or watch, not both',
          },
        ]
      : [];
  return [
    ...both,
    ...watch.flatMap((one, index) => {
      const read = source.readWatch(one);
      if (read.ok) return [];
      return read.error.map((issue) => faultAt([...path, 'watch', index], issue));
    }),
  ];
}

const faultAt = (path: Path, issue: ConfigIssue): ConfigFault => ({
  path: pathText([...path, ...issue.path]),
  message: issue.message,
});

type Path = readonly (string | number)[];

function readConnection(
  raw: z.infer<typeof connection>,
  path: Path,
  sources: readonly Source[],
  environment: Readonly<Record<string, string | undefined>>,
  faults: ConfigFault[],
): ConfigConnection {
  const secrets = readSecrets(raw.secrets, [...path, 'secrets'], environment, faults);
  const source = sources.find((one) => one.id === raw.source);
  const listed = raw.subscriptions ?? (hearsAll(raw, source) ? [{ manage: false }] : []);
  const subscriptions = listed.map((one: z.infer<typeof subscription>) => {
    const { id, address: token, manage, ...target } = one;
    return { id: id ?? madeId(raw.id, token ?? target), address: token, manage, target };
  });
  // Wrong ones are named by the source's faults already.
  const watch = (raw.watch ?? []).flatMap((one) => {
    const read = source?.readWatch(one);
    return read?.ok ? [read.value] : [];
  });
  return { ...raw, name: raw.name ?? raw.id, secrets, subscriptions, watch };
}

/** Tokens to open the live channel with, which brings everything unless a target says less. */
function hearsAll(
  { secrets, watch }: Pick<z.infer<typeof connection>, 'secrets' | 'watch'>,
  source: Source | undefined,
): boolean {
  if (!source?.info.abilities.live || watch !== undefined) return false;
  const isGiven = (names: string | readonly string[]) =>
    [names].flat().some((name) => name in secrets);
  const needed = source.calledBy;
  return needed.length > 0 && needed.every(isGiven) && source.checkTarget({}).length === 0;
}

/** Looks up those that the environment has. */
function readSecrets(
  raw: Readonly<Record<string, z.infer<typeof secret> | undefined>>,
  path: Path,
  environment: Readonly<Record<string, string | undefined>>,
  faults: ConfigFault[],
): Readonly<Record<string, string>> {
  const secrets: Record<string, string> = {};
  for (const [name, value] of Object.entries(raw)) {
    if (value === undefined) continue;
    const found = typeof value === 'string' ? value : environment[value.env];
    if (!found && typeof value !== 'string') {
      faults.push({
        path: pathText([...path, name, 'env']),
        message: `expected the environment variable ${value.env} to be set and not empty`,
      });
    }
    secrets[name] = found ?? '';
  }
  return secrets;
}

/** Made of what a subscription is, not of its place: taking out another must not make it a new one. */
function madeId(connectionId: string, what: unknown): string {
  const digest = createHash('sha256').update(JSON.stringify(what)).digest('hex');
  return `${connectionId}-${digest.slice(0, 12)}`;
}

function findRepeats(connections: readonly ConfigConnection[], faults: ConfigFault[]): void {
  const seen = { connection: new Set(), subscription: new Set(), address: new Set() };
  const claim = (kind: keyof typeof seen, value: string | undefined, path: string) => {
    if (value === undefined) return;
    if (seen[kind].has(value)) {
      faults.push({ path, message: `expected a ${kind} that no other entry has` });
    }
    seen[kind].add(value);
  };
  connections.forEach((one, index) => {
    const at = pathText(['connections', index]);
    claim('connection', one.id, `${at}.id`);
    one.subscriptions.forEach((subscription, place) => {
      claim('subscription', subscription.id, `${at}.subscriptions[${place}].id`);
      claim('address', subscription.address, `${at}.subscriptions[${place}].address`);
    });
  });
}

function faultsOf(issue: z.core.$ZodIssue): readonly ConfigFault[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: pathText([...path, key]),
      message: 'expected no such member',
    }));
  }
  return [{ path: pathText(path), message: plainly(issue) }];
}

/** What `zod` says of a member that is not there speaks of types, and to a programmer. */
const plainly = ({ message }: z.core.$ZodIssue): string =>
  /received undefined$/.test(message) ? 'expected to be set' : message;

/** `['connections', 0, 'id']` → `connections[0].id` */
function pathText(path: readonly (string | number)[]): string {
  const text = path.reduce<string>(
    (so, part) => (typeof part === 'number' ? `${so}[${part}]` : so ? `${so}.${part}` : part),
    '',
  );
  return text || '(file)';
}

/** Where the text stops being JSON; the message itself would quote it, and it may be a secret. */
function placeOf(error: unknown): string {
  const place =
    error instanceof Error ? /\(line \d+ column \d+\)|at position \d+/.exec(error.message) : null;
  return place ? ` ${place[0]}` : '';
}
