// Why a server's live channel cannot be opened at all, as far as the library's error tells it.
import type { Problem } from '#shared/result';

/**
 * A server of Socket.IO 2 welcomes a client of today in words that it does not know, and one of today refuses those of before:
 * https://socket.io/docs/v4/troubleshooting-connection-issues/
 */
const ofAnotherAge = /v2\.x with a v3\.x client|unsupported protocol version/i;
/** https://nodejs.org/api/tls.html#x509-certificate-error-codes, and what OpenSSL calls them. */
const ofStranger =
  /UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(?:_LOCALLY)?|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|unable to verify the first certificate|unable to get (?:local )?issuer certificate|self[- ]signed certificate(?: in certificate chain)?/i;

/** @returns null where another try may go well */
export function refusalIn(error: Error, host: string): Problem | null {
  const said = wordsOf(error);
  if (ofAnotherAge.test(said)) return { code: 'live-too-old', params: { host } };
  const [reason] = ofStranger.exec(said) ?? [];
  return reason === undefined ? null : { code: 'live-untrusted', params: { host, reason } };
}

/** The library hands on what its transport said: an event of `ws`, or the answer of a request. */
function wordsOf(error: Error): string {
  const { description, context } = error as { description?: unknown; context?: unknown }; // as the library sets them
  const parts = [error, description, context].flatMap((part) => {
    if (typeof part !== 'object' || part === null) return [];
    const { message, code, error: cause, responseText } = part as Readonly<Record<string, unknown>>; // read as unknown
    const inner = cause instanceof Error ? [cause.message, 'code' in cause ? cause.code : ''] : [];
    return [message, code, responseText, ...inner];
  });
  return parts.filter((part) => typeof part === 'string').join('\n');
}
