// For libraries that open sockets of their own: each connection goes by the proxy that the edge names for it, or straight.
import { type ClientRequest, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Agent, type AgentConnectOpts } from 'agent-base';
import { HttpsProxyAgent } from 'https-proxy-agent';

/**
 * Asked anew for each connection, since the network may have become another one.
 * @param url `https://host:port/` or `http://host:port/`; that of a web socket too
 * @returns address of an HTTP proxy, `http://` or `https://`, with its credentials if it has any; null: none is needed
 */
export type ProxyFor = (url: string) => Promise<string | null>;

export function createProxyAgent(proxyFor: ProxyFor): HttpAgent {
  return new ChoosingAgent(proxyFor);
}

/** A class, since that is how Node's agents are extended; it keeps no socket and needs no closing. */
class ChoosingAgent extends Agent {
  readonly #proxyFor: ProxyFor;

  constructor(proxyFor: ProxyFor) {
    super();
    this.#proxyFor = proxyFor;
  }

  override async connect(_request: ClientRequest, options: AgentConnectOpts): Promise<HttpAgent> {
    const { secureEndpoint, host = 'localhost', port } = options;
    const url = new URL(`${secureEndpoint ? 'https' : 'http'}://${bracketed(host)}:${port}/`);
    const proxy = await this.#proxyFor(url.href);
    if (proxy !== null) return new HttpsProxyAgent(proxy);
    return secureEndpoint ? new HttpsAgent() : new HttpAgent();
  }
}

/** As an address wants an IPv6 host. */
const bracketed = (host: string) =>
  host.includes(':') ? `[${host.replace(/^\[|\]$/g, '')}]` : host;
