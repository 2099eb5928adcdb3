// For libraries that open sockets of their own: each connection goes by the proxy that the edge names for it, or straight.
import { type ClientRequest, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { SecureContext } from 'node:tls';
import { Agent, type AgentConnectOpts } from 'agent-base';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { trusted } from './authorities';

/**
 * Asked anew for each connection, since the network may have become another one.
 * @param url `https://host:port/` or `http://host:port/`; that of a web socket too
 * @returns address of an HTTP proxy, `http://` or `https://`, with its credentials if it has any; null: none is needed
 */
export type ProxyFor = (url: string) => Promise<string | null>;

/** @param extra file of certificates that are trusted beside Node's and the system's */
export function createProxyAgent(
  proxyFor: ProxyFor,
  extra: string | undefined = process.env.NODE_EXTRA_CA_CERTS,
): HttpAgent {
  return new ChoosingAgent(proxyFor, extra);
}

/** A class, since that is how Node's agents are extended; it keeps no socket and needs no closing. */
class ChoosingAgent extends Agent {
  readonly #proxyFor: ProxyFor;
  readonly #extra: string | undefined;
  /** Looked up with the first connection that needs it: the system's store may be large. */
  #trust: { readonly secureContext?: SecureContext } | null = null;

  constructor(proxyFor: ProxyFor, extra: string | undefined) {
    super();
    this.#proxyFor = proxyFor;
    this.#extra = extra;
  }

  override async connect(_request: ClientRequest, options: AgentConnectOpts): Promise<HttpAgent> {
    const { secureEndpoint, host = 'localhost', port } = options;
    const url = new URL(`${secureEndpoint ? 'https' : 'http'}://${bracketed(host)}:${port}/`);
    const proxy = await this.#proxyFor(url.href);
    if (!secureEndpoint) return proxy === null ? new HttpAgent() : new HttpsProxyAgent(proxy);
    const trust = this.#trusting();
    return proxy === null ? new HttpsAgent(trust) : new HttpsProxyAgent(proxy, trust);
  }

  #trusting(): { readonly secureContext?: SecureContext } {
    const context = this.#trust === null ? trusted(this.#extra) : null;
    this.#trust ??= context ? { secureContext: context } : {};
    return this.#trust;
  }
}

/** As an address wants an IPv6 host. */
const bracketed = (host: string) =>
  host.includes(':') ? `[${host.replace(/^\[|\]$/g, '')}]` : host;
