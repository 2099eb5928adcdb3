// Tells a test, as JSON lines on stdout, what has come to pass; silent unless `--milestones` was given.

type Milestone =
  | { readonly milestone: 'receiver'; readonly url: string; readonly data: string }
  | { readonly milestone: 'window-ready' }
  | { readonly milestone: 'window-gone' }
  | { readonly milestone: 'tray'; readonly look: string; readonly unread: number }
  | { readonly milestone: 'notification'; readonly outcome: string }
  | { readonly milestone: 'second-instance' }
  | { readonly milestone: 'refused'; readonly what: string }
  | { readonly milestone: 'stopped' };

export type Announce = (milestone: Milestone) => void;

export const createAnnounce =
  (wanted: boolean, write: (line: string) => void): Announce =>
  (milestone) => {
    if (wanted) write(`${JSON.stringify(milestone)}\n`);
  };
