// The notifier port: native notifications, with an outcome also when the OS never answers.
import type { Clock, NotificationOutcome, Notifier } from '#core/ports';

/** What is needed of Electron's `Notification`. */
export interface NativeNotification {
  on(event: 'show' | 'click' | 'close' | 'failed', listener: () => void): unknown;
  show(): void;
}

export interface NativeNotifications {
  isSupported(): boolean;
  create(content: { readonly title: string; readonly body: string }): NativeNotification;
}

/** A notification server that hangs must not hold the pipeline. */
const patienceMs = 5000;
/** Where no server takes notifications, each try costs time and lines on stderr; it is asked again after this. */
const restMs = 10 * 60_000;
/** A notification that is not referenced is collected, and its click is lost; so many are held. */
const held = 100;

/**
 * On Linux the body is markup (https://specifications.freedesktop.org/notification-spec, "Markup"), and Electron passes
 * it on as it is: a cell could bring a link or an image. The title is plain text everywhere.
 */
const escapeMarkup = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * @param open is given the event's id, if there is one, when the person clicks
 * @param markup whether the system reads the body as markup
 */
export function createNotifier(
  native: NativeNotifications,
  clock: Clock,
  open: (eventId: string | null) => void,
  markup: boolean,
): Notifier {
  const shown: NativeNotification[] = [];
  let restUntil = 0;
  return {
    show({ title, body, eventId }) {
      if (!native.isSupported()) {
        return Promise.resolve({ kind: 'not-shown', reason: 'unsupported' });
      }
      const failed: NotificationOutcome = { kind: 'not-shown', reason: 'failed' };
      if (clock.now() < restUntil) return Promise.resolve(failed);
      return new Promise<NotificationOutcome>((resolve) => {
        const cancel = clock.after(patienceMs, () => resolve(failed));
        const settle = (outcome: NotificationOutcome) => {
          cancel();
          if (outcome === failed) restUntil = clock.now() + restMs;
          resolve(outcome);
        };
        try {
          const toast = native.create({ title, body: markup ? escapeMarkup(body) : body });
          shown.push(toast);
          if (shown.length > held) shown.shift();
          toast.on('show', () => settle({ kind: 'shown' }));
          toast.on('failed', () => settle(failed));
          toast.on('click', () => open(eventId));
          toast.show();
        } catch {
          settle(failed);
        }
      });
    },
  };
}
