// One request that a simulated service sends, ready to post.

export interface Outgoing {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Posts it once, as the services' senders do; the answer does not matter to the demo. */
export async function post({ url, headers, body }: Outgoing): Promise<void> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: Buffer.from(body),
      signal: AbortSignal.timeout(30_000),
    });
    await response.arrayBuffer();
  } catch {
    // A receiver that is closing loses a demo change; the next one follows in seconds.
  }
}
