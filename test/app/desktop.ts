// A desktop for the real app: session bus with notification server, tray and, on wish, a keyring.
import dbus from 'dbus-next';
import { type Keyring, openKeyring } from './keyring';
import { type NotificationServer, serveNotifications } from './notification-server';
import { serveTray, type TrayHost } from './tray-host';

export interface Desktop {
  readonly notifications: NotificationServer;
  readonly tray: TrayHost;
  close(): Promise<void>;
}

/** Needs a session bus and a display: `dbus-run-session -- xvfb-run -a npx vitest run --project app`. */
export async function openDesktop(options: { readonly keyring: boolean }): Promise<Desktop> {
  if (!process.env.DBUS_SESSION_BUS_ADDRESS || !process.env.DISPLAY) {
    throw new Error(
      'The app tests need a session bus and a display. Run `npm test`, or by hand: dbus-run-session -- xvfb-run -a npx vitest run --project app',
    );
  }
  const bus = dbus.sessionBus();
  const notifications = await serveNotifications(bus);
  const tray = await serveTray(bus);
  const keyring: Keyring | null = options.keyring ? await openKeyring(bus) : null;
  return {
    notifications,
    tray,
    async close() {
      await keyring?.close();
      bus.disconnect();
    },
  };
}
