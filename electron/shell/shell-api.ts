// Answers the calls that need the desktop.
import type { Core } from '#core/core';
import type { Handlers, ShellCalls } from '#shared/ipc';
import type { Locale } from '#shared/locale';
import { err, ok } from '#shared/result';
import { allowedLink } from './link-allowed';

export interface Desktop {
  readonly version: string;
  readonly platform: string;
  locale(): Locale;
  dark(): boolean;
  /** Opens the system's browser. */
  openExternal(link: string): Promise<void>;
  copy(text: string): void;
}

export function createShellApi(
  core: Pick<Core['api'], 'connections.list' | 'sources.list'>,
  desktop: Desktop,
): Handlers<keyof ShellCalls> {
  return {
    'shell.facts': async () =>
      ok({
        locale: desktop.locale(),
        dark: desktop.dark(),
        platform: desktop.platform,
        version: desktop.version,
      }),
    async 'shell.openLink'({ url }) {
      const [connections, sources] = await Promise.all([
        core['connections.list']({}),
        core['sources.list']({}),
      ]);
      if (!connections.ok) return connections;
      if (!sources.ok) return sources;
      const link = allowedLink(url, { connections: connections.value, sources: sources.value });
      if (link === null) return err({ code: 'link-refused' });
      await desktop.openExternal(link);
      return ok(null);
    },
    async 'shell.copy'({ text }) {
      desktop.copy(text);
      return ok(null);
    },
  };
}
