// Sends as the Feishu platform pushes events: a v2 envelope, encrypted and signed when an Encrypt Key is set.
// https://open.larksuite.com/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-/encrypt-key-encryption-configuration-case
import { createCipheriv, createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Outgoing } from '../outgoing';

export interface WebhookApp {
  readonly encryptKey: string | undefined;
  readonly verificationToken: string | undefined;
}
export interface FeishuApp extends WebhookApp {
  readonly appId: string;
}

/**
 * @param url the app's request URL
 * @param type such as `drive.file.bitable_record_changed_v1`
 * @param event the members of `event`
 * @param now ms since 1970
 */
export function feishuDelivery(
  url: string,
  type: string,
  event: Readonly<Record<string, unknown>>,
  app: FeishuApp,
  now: number,
): Outgoing {
  const envelope = envelopeOf(type, event, {
    eventId: randomUUID().replaceAll('-', ''),
    token: app.verificationToken ?? '',
    appId: app.appId,
    now,
  });
  return feishuPost(url, envelope, app, now);
}

/** The v2 envelope as JSON. */
export function envelopeOf(
  type: string,
  event: Readonly<Record<string, unknown>>,
  about: {
    readonly eventId: string;
    readonly token: string;
    readonly appId: string;
    /** ms since 1970 */
    readonly now: number;
  },
): string {
  return JSON.stringify({
    schema: '2.0',
    header: {
      event_id: about.eventId,
      event_type: type,
      create_time: String(about.now),
      token: about.token,
      app_id: about.appId,
      tenant_key: '736588c9260f175d',
    },
    event,
  });
}

/** Any body as the platform posts it: as it is, or encrypted and signed. */
export function feishuPost(url: string, text: string, app: WebhookApp, now: number): Outgoing {
  const headers = { 'content-type': 'application/json;charset=utf-8' };
  if (app.encryptKey === undefined) return { url, headers, body: Buffer.from(text, 'utf8') };
  const body = Buffer.from(JSON.stringify({ encrypt: encrypt(text, app.encryptKey) }), 'utf8');
  const timestamp = String(Math.floor(now / 1000));
  const nonce = randomBytes(8).toString('hex');
  const signature = createHash('sha256')
    .update(timestamp + nonce + app.encryptKey)
    .update(body)
    .digest('hex');
  return {
    url,
    body,
    headers: {
      ...headers,
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': signature,
    },
  };
}

/** AES-256-CBC, key = SHA-256 of the Encrypt Key, a random IV in front, base64. */
function encrypt(text: string, encryptKey: string): string {
  const key = createHash('sha256').update(encryptKey, 'utf8').digest();
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
}
