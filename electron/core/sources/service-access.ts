// What a source's calls are made with.
import type { Http } from '../ports';

/** Calls to the service's API on behalf of one connection. */
export interface ServiceAccess<Config> {
  readonly http: Http;
  readonly config: Config;
  readonly secrets: Readonly<Record<string, string>>;
}
