// Which proxy the environment names for an address.
import { afterEach, expect, test, vi } from 'vitest';
import { proxyFor } from '../../../electron/cli/proxy';

afterEach(() => vi.unstubAllEnvs());

const away = 'https://cloud.seatable.io/';

test.each([
  ['nothing', {}, away, null],
  ['one for https', { HTTPS_PROXY: 'http://proxy:8080' }, away, 'http://proxy:8080'],
  ['small letters', { https_proxy: 'http://proxy:8080' }, away, 'http://proxy:8080'],
  ['one for all', { ALL_PROXY: 'http://me:pw@proxy:8080' }, away, 'http://me:pw@proxy:8080'],
  ['no scheme', { HTTPS_PROXY: 'proxy:8080' }, away, 'http://proxy:8080'],
  ['a proxy over TLS', { HTTPS_PROXY: 'https://proxy:8443' }, away, 'https://proxy:8443'],
  ['another one for http', { HTTP_PROXY: 'http://proxy:8080' }, away, null],
  ['SOCKS, which is not spoken', { HTTPS_PROXY: 'socks5://proxy:1080' }, away, null],
  ['no text of an address', { HTTPS_PROXY: '::' }, away, null],
  ['a host left out', { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'x,.seatable.io' }, away, null],
  ['all left out', { HTTPS_PROXY: 'http://p:1', NO_PROXY: '*' }, away, null],
  ['this machine', { HTTP_PROXY: 'http://p:1' }, 'http://127.0.0.1:8080/', null],
  ['this machine by name', { HTTP_PROXY: 'http://p:1' }, 'http://localhost:8080/', null],
])('%s', (_name, environment, url, proxy) => {
  for (const name of ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY']) {
    vi.stubEnv(name, undefined);
    vi.stubEnv(name.toLowerCase(), undefined);
  }
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  expect(proxyFor(url)).toBe(proxy);
});
