// Opens a body: plain JSON, or JSON sealed with the app's Encrypt Key.
import { createDecipheriv, createHash } from 'node:crypto';
import { z } from 'zod';
import { err, ok, type Problem, type Result } from '#shared/result';
import { parseJson } from '../json';
import { formWords } from './words';

const blockBytes = 16;
const keyName = { name: 'encryptKey', ...formWords.encryptKey };
const sealed = z.object({ encrypt: z.string() });

/**
 * AES-256-CBC with PKCS#7; the key is SHA-256 of the Encrypt Key, the IV the first 16 bytes.
 * Rule: https://open.larksuite.com/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-/encrypt-key-encryption-configuration-case
 * @param text base64 of IV and ciphertext
 * @returns the plain bytes, or `decrypt-failed`
 */
export function decrypt(text: string, encryptKey: string): Result<Uint8Array> {
  const bytes = Buffer.from(text, 'base64');
  const key = createHash('sha256').update(encryptKey).digest();
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, blockBytes));
    return ok(Buffer.concat([decipher.update(bytes.subarray(blockBytes)), decipher.final()]));
  } catch {
    return err({ code: 'decrypt-failed', params: keyName });
  }
}

/**
 * @param encryptKey absent when the connection has none
 * @returns the JSON value inside, or a problem of reading it, `secret-missing` or `decrypt-failed`
 */
export function openBody(
  body: Uint8Array,
  encryptKey: string | undefined,
): Result<unknown, Problem> {
  const outer = parseJson(body);
  if (!outer.ok) return outer;
  const envelope = sealed.safeParse(outer.value);
  if (!envelope.success) return outer;
  if (encryptKey === undefined) {
    return err({ code: 'secret-missing', params: keyName });
  }
  const inner = decrypt(envelope.data.encrypt, encryptKey);
  return inner.ok ? parseJson(inner.value) : inner;
}
