// What may be shown of the SDK's error texts: no token, no code twice, one short line. Pure.
import { plainText } from '#shared/plain-text';
import { redact } from '#shared/redact';

const longest = 200;

/** @param token as entered; the service repeats it in clear, also one too short to look like a secret */
export function cleanText(text: string, token: string): string {
  const said = text
    .replace(/\s*error_code: ERR_NGROK_\d+\s*$/, '')
    .replace(/^failed to (connect session|start listener): /, '');
  // The token goes first, and whole: what looks like a secret may be a part of it.
  const parts = token.length > 2 ? said.split(token) : [said];
  return plainText(parts.map(redact).join('[secret]'), longest);
}

/** @returns `ERR_NGROK_nnn`; null when the error has none */
export function codeIn(error: unknown): string | null {
  const own =
    typeof error === 'object' && error !== null && 'errorCode' in error ? error.errorCode : null;
  if (typeof own === 'string' && own !== '') return own;
  return /\bERR_NGROK_\d+\b/.exec(textOf(error))?.[0] ?? null;
}

export const textOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
