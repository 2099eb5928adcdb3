// Pushes events to the app's request URL, and checks the URL when it is saved.

import type { WebhookApp } from './sender';
import { feishuPost } from './sender';

/** ms: https://open.larksuite.com/document/ukTMukTMukTM/uUTNz4SN1MjL1UzM */
const answerWithin = 3000;
const challengeWithin = 1000;

/** @returns whether the app took it: HTTP 200 in time */
export async function pushEvent(url: string, envelope: string, app: WebhookApp): Promise<boolean> {
  const response = await postTo(url, envelope, app, answerWithin);
  return response?.status === 200;
}

/** What the console does when a request URL is saved. @returns whether it may be */
export async function checkUrl(url: string, app: WebhookApp, challenge: string): Promise<boolean> {
  const body = JSON.stringify({
    challenge,
    token: app.verificationToken ?? '',
    type: 'url_verification',
  });
  const response = await postTo(url, body, app, challengeWithin);
  if (response?.status !== 200) return false;
  return response.text === JSON.stringify({ challenge });
}

async function postTo(
  url: string,
  text: string,
  app: WebhookApp,
  withinMs: number,
): Promise<{ readonly status: number; readonly text: string } | null> {
  const { headers, body } = feishuPost(url, text, app, Date.now());
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: Buffer.from(body),
      signal: AbortSignal.timeout(withinMs),
    });
    return { status: response.status, text: await response.text() };
  } catch {
    return null;
  }
}
