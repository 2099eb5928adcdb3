// Opens pages in the system's browser: web pages only, since other addresses start programs.
import { errorName } from '#core/core';
import type { Browser, Log } from '#core/ports';

/** @param openExternal Electron's `shell.openExternal` */
export function createBrowser(openExternal: (url: string) => Promise<void>, log: Log): Browser {
  return {
    open(url) {
      const isWeb = URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);
      if (!isWeb) {
        log.warn('a page that is no web page was not opened');
        return;
      }
      openExternal(url).catch((error: unknown) =>
        log.warn('the browser could not be opened', { error: errorName(error) }),
      );
    },
  };
}
