// The CLI's config file: its shape, and what is wrong with a wrong one, member by member.
import { z } from 'zod';
import { address } from '#shared/connection';
import { sourceId } from '#shared/event';
import { err, ok, type Result } from '#shared/result';
import type { Source } from '../sources/bind';

const fromEnvironment = z.strictObject({ env: z.string().min(1) });

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
  secrets: z.record(z.string(), z.union([z.string(), fromEnvironment])).default({}),
  subscriptions: z.array(subscription).default([]),
});

const configFile = z.strictObject({
  publicAddress: z
    .strictObject({ kind: z.literal('own'), url: publicUrl() })
    .nullable()
    .default(null),
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
}

export interface Config {
  readonly publicAddress: { readonly kind: 'own'; readonly url: string } | null;
  readonly connections: readonly ConfigConnection[];
}

/** One wrong member: `connections[0].config.server: expected …`. */
export interface ConfigFault {
  readonly path: string;
  readonly message: string;
}

/** https, or http for a loopback address: a service must never send changes over the open net in clear. */
function publicUrl() {
  return z.url({ protocol: /^https?$/ }).refine(
    (url) => {
      const { protocol, hostname } = new URL(url);
      return protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
    },
    { message: 'expected an https address (http only for 127.0.0.1 or localhost)' },
  );
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
    return err([{ path: '(file)', message: `expected JSON: ${messageOf(error)}` }]);
  }
  const checked = configFile.safeParse(value);
  if (!checked.success) {
    return err(checked.error.issues.flatMap((issue) => faultsOf(issue)));
  }
  const faults: ConfigFault[] = [];
  const connections = checked.data.connections.map((one, index) =>
    readConnection(one, ['connections', index], { sources, environment, faults }),
  );
  findRepeats(connections, faults);
  return faults.length > 0
    ? err(faults)
    : ok({ publicAddress: checked.data.publicAddress, connections });
}

interface Reading {
  readonly sources: readonly Source[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly faults: ConfigFault[];
}

function readConnection(
  raw: z.infer<typeof connection>,
  path: readonly (string | number)[],
  { sources, environment, faults }: Reading,
): ConfigConnection {
  const source = sources.find((one) => one.id === raw.source);
  for (const issue of source?.checkConfig(raw.config) ?? []) {
    faults.push({ path: pathText([...path, ...issue.path]), message: issue.message });
  }
  const secrets: Record<string, string> = {};
  for (const [name, secret] of Object.entries(raw.secrets)) {
    const at = pathText([...path, 'secrets', name]);
    if (source && !source.secrets.includes(name)) {
      const known = source.secrets.join(', ') || 'none';
      faults.push({ path: at, message: `unknown secret; expected one of: ${known}` });
    }
    const value = typeof secret === 'string' ? secret : environment[secret.env];
    if (value === undefined && typeof secret !== 'string') {
      faults.push({
        path: `${at}.env`,
        message: `expected the environment variable ${secret.env} to be set`,
      });
    }
    secrets[name] = value ?? '';
  }
  const subscriptions = raw.subscriptions.map((one, index) => {
    const { id, address: token, manage, ...target } = one;
    for (const issue of source?.checkTarget(target) ?? []) {
      const [, ...member] = issue.path;
      faults.push({
        path: pathText([...path, 'subscriptions', index, ...member]),
        message: issue.message,
      });
    }
    return { id: id ?? `${raw.id}-${index + 1}`, address: token, manage, target };
  });
  return { ...raw, name: raw.name ?? raw.id, secrets, subscriptions };
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
  return [{ path: pathText(path), message: issue.message }];
}

/** `['connections', 0, 'id']` → `connections[0].id` */
function pathText(path: readonly (string | number)[]): string {
  const text = path.reduce<string>(
    (so, part) => (typeof part === 'number' ? `${so}[${part}]` : so ? `${so}.${part}` : part),
    '',
  );
  return text || '(file)';
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : 'unreadable');
