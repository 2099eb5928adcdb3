// Addresses that only programs on this machine can call.

/** Hosts as `URL` gives them. */
const hosts: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/** @param url whole address; false for what is none */
export const isLoopback = (url: string): boolean =>
  URL.canParse(url) && hosts.includes(new URL(url).hostname);
