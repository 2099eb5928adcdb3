// A connection to the simulated Feishu over real HTTP, as the core binds it.
import { createHttp } from '#core/http';
import { defineSource } from '#core/sources/bind';
import type { BoundLive, BoundSource, BoundTables, LabelBook } from '#core/sources/bound-source';
import { feishu } from '#core/sources/feishu/index';
import type { ChangeDraft, LiveMessage } from '#core/sources/source';
import type { Problem } from '#shared/result';
import { createControlledClock } from '#simulators/clock';
import { createFeishuService, type FeishuService, sampleApp } from '#simulators/feishu/service';
import { createLabelBook } from '../sources/label-book';
import { createRandom } from '../sources/mutations';
import { good } from './kdocs-account';

export const http = createHttp(fetch);

export interface FeishuAccount {
  readonly service: FeishuService;
  readonly clock: ReturnType<typeof createControlledClock>;
  readonly bound: BoundSource;
  bind(config: Readonly<Record<string, unknown>>, secrets?: Secrets): BoundSource;
  readonly host: string;
  /** Names of the calls that the service received, in order. */
  routes(): readonly string[];
}
type Secrets = Readonly<Record<string, string>>;

/** @param seed the same number gives the same story */
export async function connectFeishu(seed = 1): Promise<FeishuAccount> {
  const clock = createControlledClock();
  const service = await createFeishuService({
    clock,
    random: createRandom(seed),
    roadRandom: createRandom(seed + 1),
  });
  const source = defineSource(feishu);
  const config = { brand: 'feishu', appId: sampleApp.appId, apiBase: service.url };
  const bind: FeishuAccount['bind'] = (
    more,
    secrets = { appSecret: sampleApp.appSecret, verificationToken: 'verify-me', encryptKey: 'key' },
  ) =>
    good(
      source.bind({
        connectionId: 'c',
        config: { ...config, fileToken: service.base().token, ...more },
        target: {},
        secrets,
      }),
    );
  return {
    service,
    clock,
    bind,
    bound: bind({}),
    host: new URL(service.url).host,
    routes: () => service.calls.entries.map((call) => call.route),
  };
}

export function liveOf({ live }: BoundSource): BoundLive {
  if (!live) throw new Error('no long connection');
  return live;
}
export function tablesOf({ tables }: BoundSource): BoundTables {
  if (!tables) throw new Error('no tables');
  return tables;
}

export interface Heard {
  readonly messages: readonly LiveMessage[];
  readonly ups: number;
  readonly downs: readonly { readonly problem: Problem; readonly retry: string }[];
}

/** A listener that keeps what it hears. */
export function listen(keeps: () => boolean | Promise<boolean> = () => true) {
  const messages: LiveMessage[] = [];
  const downs: { problem: Problem; retry: string }[] = [];
  let ups = 0;
  const waiting = new Set<() => void>();
  const tell = () => {
    for (const check of [...waiting]) check();
  };
  const heard: Heard = {
    messages,
    downs,
    get ups() {
      return ups;
    },
  };
  return {
    heard,
    listener: {
      up() {
        ups += 1;
        tell();
      },
      async deliver(message: LiveMessage) {
        const kept = await keeps();
        if (kept) messages.push(message);
        tell();
        return kept;
      },
      down(problem: Problem, retry: string) {
        downs.push({ problem, retry });
        tell();
      },
    },
    /** Resolves once what was heard satisfies `fact`. */
    until(fact: (heard: Heard) => boolean): Promise<void> {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(check);
          reject(
            new Error(`not heard: ${JSON.stringify({ ...heard, messages: messages.length })}`),
          );
        }, 10_000);
        const check = () => {
          if (!fact(heard)) return;
          clearTimeout(timer);
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      });
    },
  };
}

/** Names of the sample base, as the app reads them. */
export async function readLabels({ service, bound }: FeishuAccount): Promise<LabelBook> {
  const base = service.base();
  return createLabelBook(good(await bound.discover?.labels(http, base.token, base.table().id)));
}

/** What a delivery says, after its check. */
export function changesIn(
  bound: BoundSource,
  labels: LabelBook,
  channel: 'push' | 'live',
  { body, headers = {} }: { readonly body: Uint8Array; readonly headers?: Record<string, string> },
): readonly ChangeDraft[] {
  const delivery = { id: 'd', channel, receivedAt: Date.now(), headers, body };
  const verdict = bound.check(delivery, Date.now());
  if (verdict.kind !== 'accept') throw new Error(JSON.stringify(verdict));
  return good(bound.read(delivery, labels));
}
