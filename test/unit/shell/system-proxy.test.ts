// What Chromium says of the system's proxies, as an address for an agent.
import { expect, test } from 'vitest';
import { proxyIn } from '../../../electron/shell/system-proxy';

test.each([
  ['DIRECT', null],
  ['', null],
  ['PROXY proxy.example:8080', 'http://proxy.example:8080'],
  ['PROXY 127.0.0.1:7890; DIRECT', 'http://127.0.0.1:7890'],
  ['HTTPS proxy.example:443;DIRECT', 'https://proxy.example:443'],
  ['SOCKS5 127.0.0.1:1080; PROXY [::1]:3128', 'http://[::1]:3128'],
  ['SOCKS 127.0.0.1:1080', null],
  ['DIRECT; PROXY proxy.example:8080', null],
  ['PROXY', null],
])('%s', (said, proxy) => {
  expect(proxyIn(said)).toBe(proxy);
});
