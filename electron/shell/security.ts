// Refuses what a page could ask of Electron beyond drawing itself: one table, a reason beside each entry.
import type { App, Session, WebContents } from 'electron';
import type { Announce } from './milestones';
import { isPageAddress } from './page-file';

type Refusal = (contents: WebContents, refuse: (what: string) => void) => void;

const contentsRefusals: Readonly<Record<string, { reason: string; apply: Refusal }>> = {
  navigation: {
    reason: 'the page is one document; a link goes through shell.openLink, where it is checked',
    apply: (contents, refuse) =>
      contents.on('will-frame-navigate', (event) => {
        // A reload of the page by its own address is no way out.
        if (event.isMainFrame && isPageAddress(event.url)) return;
        event.preventDefault();
        refuse('navigation');
      }),
  },
  redirect: {
    reason: 'our scheme never redirects',
    apply: (contents, refuse) =>
      contents.on('will-redirect', (event) => {
        event.preventDefault();
        refuse('redirect');
      }),
  },
  'new window': {
    reason: 'there is one window, and main makes it',
    apply: (contents, refuse) =>
      contents.setWindowOpenHandler(() => {
        refuse('new window');
        return { action: 'deny' };
      }),
  },
  webview: {
    reason: 'no foreign page is ever shown inside the app',
    apply: (contents, refuse) =>
      contents.on('will-attach-webview', (event) => {
        event.preventDefault();
        refuse('webview');
      }),
  },
};

const sessionRefusals: Readonly<
  Record<
    string,
    { reason: string; apply: (session: Session, refuse: (what: string) => void) => void }
  >
> = {
  permission: {
    reason:
      'camera, place, notifications, clipboard and the rest: the page needs none, main does it',
    apply: (session, refuse) => {
      session.setPermissionRequestHandler((_contents, permission, answer) => {
        refuse(`permission ${permission}`);
        answer(false);
      });
      session.setPermissionCheckHandler(() => false);
    },
  },
  device: {
    reason: 'no USB, serial or HID device belongs to this product',
    apply: (session) => session.setDevicePermissionHandler(() => false),
  },
  download: {
    reason: 'nothing is fetched into the person’s folders behind a link of a table',
    apply: (session, refuse) =>
      session.on('will-download', (event) => {
        event.preventDefault();
        refuse('download');
      }),
  },
};

/** Applies the tables to the session and to every page that is ever made. */
export function refuseTheRest(app: App, session: Session, announce: Announce): void {
  const refuse = (what: string) => announce({ milestone: 'refused', what });
  for (const { apply } of Object.values(sessionRefusals)) apply(session, refuse);
  app.on('web-contents-created', (_event, contents) => {
    for (const { apply } of Object.values(contentsRefusals)) apply(contents, refuse);
  });
}
