// Providers for the tests, with settings that fit, and what they told.
import { createSshProvider, type SshNeeds } from '#core/tunnel/ssh/provider';
import type { TunnelLink, TunnelProvider } from '#core/tunnel/tunnel';
import { type SshTunnel, sshTunnel } from '#shared/tunnel-ssh';

/** A dead link is seen within 600 ms, so that no test waits long. */
const pace = { identityMs: 5000, loginMs: 5000, askEveryMs: 200, unanswered: 2 };

export interface MadeProvider extends TunnelProvider {
  /** Host keys that were to be kept. */
  readonly kept: string[];
  start(receiver: string): Promise<TunnelLink>;
  /** @returns code and retry class of the fault it must come to */
  fail(receiver?: string): Promise<string>;
}

export function makeProvider(
  settings: Omit<Partial<SshTunnel>, 'kind'> & Pick<SshTunnel, 'port' | 'bindPort'>,
  needs: Partial<SshNeeds> = {},
): MadeProvider {
  const kept: string[] = [];
  const full = sshTunnel.parse({
    kind: 'ssh',
    host: '127.0.0.1',
    user: 'nobody',
    url: 'https://tables.example.org',
    ...settings,
  });
  const provider = createSshProvider(full, {
    passphrase: () => undefined,
    agent: null,
    keepHostKey: (hostKey) => kept.push(hostKey),
    pace,
    ...needs,
  });
  const patient = new AbortController().signal;
  return {
    ...provider,
    kept,
    async start(receiver) {
      const opened = await provider.open(receiver, patient);
      if (!opened.ok) throw new Error(JSON.stringify(opened.error));
      return opened.value;
    },
    async fail(receiver = 'http://127.0.0.1:9') {
      const opened = await provider.open(receiver, patient);
      if (opened.ok) {
        await opened.value.close();
        return 'open';
      }
      return `${opened.error.problem.code} ${opened.error.retry}`;
    },
  };
}
