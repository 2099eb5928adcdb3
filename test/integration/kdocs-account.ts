// A connection to the simulated Kdocs over real HTTP, as the core binds it.
import { createHttp } from '#core/http';
import { defineSource } from '#core/sources/bind';
import type { BoundSource } from '#core/sources/bound-source';
import { kdocs } from '#core/sources/kdocs/index';
import type { Result } from '#shared/result';
import {
  createKdocsService,
  type KdocsOptions,
  type KdocsService,
  sampleApp,
} from '#simulators/kdocs/service';

export const http = createHttp(fetch);

interface Options extends KdocsOptions {
  readonly config?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, string>>;
}

export interface KdocsAccount {
  readonly service: KdocsService;
  /** Of the service's first document; with a good token, unless secrets are given. */
  readonly bound: BoundSource;
  bind(
    config: Readonly<Record<string, unknown>>,
    secrets: Readonly<Record<string, string>>,
  ): BoundSource;
  /** Before a document is picked. */
  bindAccount(): BoundSource;
  /** Host and port of the service, as problems name them. */
  readonly host: string;
  /** Names of the calls that the service received, in order. */
  routes(): readonly string[];
}

export async function connectKdocs(options: Options = {}): Promise<KdocsAccount> {
  const { config = {}, secrets, ...rest } = options;
  const source = defineSource(kdocs);
  const service = await createKdocsService(rest);
  const whole = { apiBase: service.url, appId: sampleApp.appId };
  const given = secrets ?? { accessToken: service.issueToken().accessToken };
  const bind: KdocsAccount['bind'] = (own, secretsOfIt) => {
    const { fileToken } = service.document();
    const of = { connectionId: 'c', target: {}, secrets: secretsOfIt };
    return good(source.bind({ ...of, config: { fileToken, ...whole, ...own } }));
  };
  return {
    service,
    bind,
    bound: bind(config, given),
    bindAccount: () =>
      good(source.bindAccount({ connectionId: 'c', config: whole, secrets: given })),
    host: new URL(service.url).host,
    routes: () => service.calls.entries.map((call) => call.route),
  };
}

/** The value of an outcome that must be good. */
export function good<T>(result: Result<T, unknown> | undefined | null): T {
  if (!result?.ok) throw new Error(JSON.stringify(result));
  return result.value;
}
