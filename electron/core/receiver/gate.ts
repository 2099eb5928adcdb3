// Decides from a request's first line and Host alone whether it may enter: everything else learns nothing.
import { address as addressSchema } from '#shared/connection';

export interface GateFacts {
  /** Whether a subscription has this address. */
  readonly knows: (address: string) => boolean;
  /** Host of the public address, lower-case, with its port where that is not the default one; null when there is none. */
  readonly publicHost: () => string | null;
  /** Whether a hook still calls an address with this host, which was the public one before. */
  readonly formerHost?: (host: string) => boolean;
  /**
   * Paths of addresses here, `/tables`: a proxy in front may take its path off or pass it on.
   * @param host as received
   */
  readonly prefixes?: (host: string | undefined) => readonly string[];
  /** The answer to a question that we have just asked through the public address; null to everybody else's. */
  readonly answer: (nonce: string) => string | null;
}

export type Passage =
  | { readonly kind: 'enter'; readonly address: string }
  /** Our own question, to be answered so. */
  | { readonly kind: 'probe'; readonly answer: string }
  | { readonly kind: 'not-found' };

const notFound: Passage = { kind: 'not-found' };

/** A port that an address need not name. */
const defaultPort = /:(80|443)$/;

/** Names of this machine a tunnel or a local sender may use; any other Host would be DNS rebinding. */
const loopback = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/;

/** @param host the Host header as received; @returns whether the request came through the public address */
export function isPublic(
  host: string | undefined,
  { publicHost }: Pick<GateFacts, 'publicHost'>,
): boolean {
  return host?.toLowerCase().replace(defaultPort, '') === publicHost();
}

/**
 * @param request method, path with query, and the Host header as received
 * @returns the address of the subscription, the answer to our own question, or `not-found` for a wrong method, path,
 * Host or address
 */
export function gate(
  request: { readonly method: string; readonly path: string; readonly host: string | undefined },
  facts: GateFacts,
): Passage {
  const { host } = request;
  const isOurs = loopback.test(host?.toLowerCase() ?? '') || isPublic(host, facts);
  if (!isOurs && !(host !== undefined && facts.formerHost?.(host))) return notFound;
  const asked = request.path.split('?', 1)[0] ?? '';
  const prefix = facts.prefixes?.(host).find((one) => one !== '' && asked.startsWith(`${one}/`));
  const path = asked.slice(prefix?.length ?? 0);
  if (request.method === 'GET' && path.startsWith('/probe/')) {
    const answer = facts.answer(path.slice('/probe/'.length));
    return answer === null ? notFound : { kind: 'probe', answer };
  }
  if (request.method !== 'POST' || !path.startsWith('/in/')) return notFound;
  const address = path.slice('/in/'.length);
  if (!addressSchema.safeParse(address).success || !facts.knows(address)) return notFound;
  return { kind: 'enter', address };
}
