// Decides which links leave the app for the system's browser. Pure.
import type { ConnectionView } from '#shared/connection';
import { services } from '#shared/services';
import type { SourceInfo } from '#shared/source-info';

/** Where the person finds the token of the public address. */
const tunnelHosts = ['.ngrok.com'] as const;

/** Members of a connection's config that hold the address of its server. */
const serverMembers = ['server', 'apiBase'] as const;

export interface LinkFacts {
  readonly connections: readonly Pick<ConnectionView, 'config'>[];
  readonly sources: readonly Pick<SourceInfo, 'documentation'>[];
}

/**
 * https to a service's own host, ngrok's or a source's documentation; to the server of a connection as it was entered: http only
 * where that server itself is http (in the own network), since over http anybody on the way could answer for it.
 * Nothing with credentials in it.
 * @returns the address as it is to be opened, or null
 */
export function allowedLink(link: string, facts: LinkFacts): string | null {
  if (!URL.canParse(link)) return null;
  const url = new URL(link);
  if (url.username !== '' || url.password !== '') return null;
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  if (serverOrigins(facts).has(url.origin)) return url.href;
  if (url.protocol !== 'https:') return null;
  const documented = facts.sources.some(
    ({ documentation }) =>
      URL.canParse(documentation) && new URL(documentation).origin === url.origin,
  );
  return documented || (url.port === '' && isServiceHost(url.hostname)) ? url.href : null;
}

function isServiceHost(host: string): boolean {
  return [...Object.values(services).flatMap(({ hosts }) => hosts), ...tunnelHosts].some(
    (suffix) => host === suffix.slice(1) || host.endsWith(suffix),
  );
}

function serverOrigins({ connections }: LinkFacts): ReadonlySet<string> {
  const origins = connections.flatMap(({ config }) =>
    serverMembers.flatMap((member) => {
      const server = config[member];
      return typeof server === 'string' && URL.canParse(server) ? [new URL(server).origin] : [];
    }),
  );
  return new Set(origins);
}
