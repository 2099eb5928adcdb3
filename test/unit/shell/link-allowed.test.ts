// Which links may leave the app.
import { expect, test } from 'vitest';
import { allowedLink, type LinkFacts } from '../../../electron/shell/link-allowed';

const facts: LinkFacts = {
  connections: [
    { config: { server: 'http://192.168.1.5:8080' } },
    { config: { apiBase: 'https://tables.example.org' } },
    { config: { server: 5 } },
    { config: { server: 'not an address' } },
  ],
  sources: [{ documentation: 'https://docs.example.net/webhooks' }],
};

test.each([
  'https://www.kdocs.cn/l/abc',
  'https://developer.kdocs.cn/server/',
  'https://cloud.seatable.io/workspace/1/',
  'https://acme.feishu.cn/base/x',
  'https://open.larksuite.com/document/',
  'http://192.168.1.5:8080/dashboard/#/nc/x',
  'https://tables.example.org/base',
  'https://tables.example.org:443/base',
  'https://docs.example.net/other',
  'https://dashboard.ngrok.com/get-started/your-authtoken',
])('opens %s', (link) => {
  expect(allowedLink(link, facts)).toBe(new URL(link).href);
});

test.each([
  'https://example.com/',
  'https://evilkdocs.cn/',
  'https://name.ngrok.com.evil.com/',
  'https://name.ngrok.app/',
  'https://kdocs.cn.evil.com/',
  'https://www.kdocs.cn@evil.com/',
  'https://user:pass@www.kdocs.cn/',
  'https://www.kdocs.cn:8443/',
  'http://www.kdocs.cn/',
  'http://docs.example.net/webhooks',
  'https://192.168.1.5:8080/',
  'http://192.168.1.5:8081/',
  'http://tables.example.org/base',
  'http://tables.example.org:443/base',
  'http://192.168.1.5/',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'app://tablewatch/index.html',
  'ms-settings:',
  'not a link',
])('refuses %s', (link) => {
  expect(allowedLink(link, facts)).toBeNull();
});
