// What to copy into the configuration of the person's own server: a web server in front, and what SSH may do there.
import type { SshTunnel } from './tunnel-ssh';

export interface Snippets {
  /** A site of a Caddyfile. */
  readonly caddy: string;
  /** A `server` block of nginx; the certificate is where certbot puts it. */
  readonly nginx: string;
  /** Last lines of `sshd_config`. */
  readonly sshd: string;
}

/** Names that are safe to stand in a configuration: a URL may also hold `;` and `{`. */
const plainName = /^(\[[\da-f:.]+\]|[a-z\d.-]+)$/;

/**
 * The web servers keep the Host, which the receiver checks, refuse bodies that the receiver would refuse (1 MiB), and
 * answer 502 themselves while the tunnel is down, which senders forgive where a refused connection is held against them.
 * @returns null when the public address or the user has signs that could break out of a configuration
 */
export function snippets({ url, user, bindAddress, bindPort }: SshTunnel): Snippets | null {
  const { protocol, hostname, host, port, pathname } = new URL(url);
  if (!plainName.test(hostname) || !/^[\w.@-]+$/.test(user)) return null;
  const path = pathname.replace(/\/+$/, '');
  if (!/^[\w./~-]*$/.test(path)) return null;
  const isSafe = protocol === 'https:';
  const upstream = `${bracket(reachable(bindAddress))}:${bindPort}`;
  return {
    caddy: caddy(isSafe ? host : `http://${host}`, path, upstream),
    nginx: nginx({ hostname, port: port || (isSafe ? '443' : '80'), isSafe, path, upstream }),
    sshd: sshd(user, bindAddress, bindPort),
  };
}

/** https://caddyserver.com/docs/caddyfile/directives/reverse_proxy: it keeps the Host by itself. */
const caddy = (site: string, path: string, upstream: string): string =>
  path === ''
    ? `${site} {
	request_body {
		max_size 1MiB
	}
	reverse_proxy ${upstream}
}
`
    : `${site} {
	handle_path ${path}/* {
		request_body {
			max_size 1MiB
		}
		reverse_proxy ${upstream}
	}
}
`;

interface NginxFacts {
  readonly hostname: string;
  readonly port: string;
  readonly isSafe: boolean;
  readonly path: string;
  readonly upstream: string;
}

/**
 * https://nginx.org/en/docs/http/ngx_http_proxy_module.html. `$http_host` is the Host with its port, as received; the
 * slash after the upstream takes the path off again.
 */
const nginx = ({ hostname, port, isSafe, path, upstream }: NginxFacts): string => `server {
    listen ${port}${isSafe ? ' ssl' : ''};
    listen [::]:${port}${isSafe ? ' ssl' : ''};
    server_name ${hostname};
${
  isSafe
    ? `    ssl_certificate /etc/letsencrypt/live/${hostname}/fullchain.pem;
    ssl_certificate_key /etc/letsencrypt/live/${hostname}/privkey.pem;
`
    : ''
}    client_max_body_size 1m;
    location ${path}/ {
        proxy_pass http://${upstream}${path === '' ? '' : '/'};
        proxy_http_version 1.1;
        proxy_set_header Host $http_host;
        proxy_set_header Connection "";
        proxy_connect_timeout 5s;
        proxy_read_timeout 15s;
    }
}
`;

/**
 * https://man.openbsd.org/sshd_config. The two `ClientAlive` lines free the port within a minute of a lost link; without
 * them sshd may hold it for hours.
 */
function sshd(user: string, address: string, port: number): string {
  const isLoopback = ['127.0.0.1', 'localhost', '::1'].includes(address);
  return `Match User ${user}
    AllowTcpForwarding remote
    PermitListen ${bracket(address)}:${port}
${isLoopback ? '' : '    GatewayPorts clientspecified\n'}    ClientAliveInterval 15
    ClientAliveCountMax 3
`;
}

const bracket = (address: string): string => (address.includes(':') ? `[${address}]` : address);

/** Where the web server of the same machine finds what listens everywhere. */
function reachable(address: string): string {
  if (address === '0.0.0.0') return '127.0.0.1';
  return address === '::' ? '::1' : address;
}
