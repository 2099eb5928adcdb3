// What a person copies into the configuration of the own server.
import { expect, it } from 'vitest';
import { snippets } from '#shared/ssh-snippets';
import { sshTunnel } from '#shared/tunnel-ssh';

const settings = (more: object = {}) =>
  sshTunnel.parse({
    kind: 'ssh',
    host: 'ssh.example.org',
    user: 'tables',
    bindPort: 9010,
    url: 'https://tables.example.org',
    ...more,
  });

it('leads from the public name to the port, with the Host kept and the receiver’s limit', () => {
  const { caddy, nginx, sshd } = snippets(settings()) ?? {};
  expect(caddy).toBe(
    'tables.example.org {\n\trequest_body {\n\t\tmax_size 1MiB\n\t}\n\treverse_proxy 127.0.0.1:9010\n}\n',
  );
  for (const line of [
    'listen 443 ssl;',
    'server_name tables.example.org;',
    'client_max_body_size 1m;',
    'proxy_pass http://127.0.0.1:9010;',
    'proxy_set_header Host $http_host;',
  ])
    expect(nginx).toContain(line);
  expect(sshd).toContain('PermitListen 127.0.0.1:9010');
  expect(sshd).not.toContain('GatewayPorts');
});

it('takes a path off again, and names other ports and addresses', () => {
  const { caddy, nginx, sshd } =
    snippets(settings({ url: 'https://example.org:8443/tables/', bindAddress: '0.0.0.0' })) ?? {};
  expect(caddy).toContain('example.org:8443 {\n\thandle_path /tables/* {');
  expect(nginx).toContain('listen 8443 ssl;');
  expect(nginx).toContain('location /tables/ {\n        proxy_pass http://127.0.0.1:9010/;');
  expect(sshd).toContain('PermitListen 0.0.0.0:9010\n    GatewayPorts clientspecified');
  expect(snippets(settings({ bindAddress: '::1' }))?.caddy).toContain('reverse_proxy [::1]:9010');
});

it('makes nothing of an address that could break out of a configuration', () => {
  expect(snippets(settings({ url: 'https://a;b.example.org' }))).toBeNull();
  expect(snippets(settings({ url: "https://a'{b}.example.org" }))).toBeNull();
  expect(snippets(settings({ url: 'https://example.org/a;b{' }))).toBeNull();
  expect(snippets(settings({ user: 'a;b' }))).toBeNull();
});
