// The desktop's notification server, played by the test: what a person would see, and their click.
import dbus, { type MessageBus } from 'dbus-next';

interface ShownNotification {
  readonly id: number;
  readonly summary: string;
  readonly body: string;
}

export interface NotificationServer {
  readonly shown: readonly ShownNotification[];
  /** The person clicks the notification itself. */
  click(id: number): void;
}

const name = 'org.freedesktop.Notifications';

// https://specifications.freedesktop.org/notification-spec
class Notifications extends dbus.interface.Interface {
  readonly shown: ShownNotification[] = [];

  GetCapabilities(): string[] {
    return ['body', 'body-markup', 'actions'];
  }
  GetServerInformation(): [string, string, string, string] {
    return ['test desktop', 'tablewatch', '1', '1.2'];
  }
  Notify(_app: string, _replaces: number, _icon: string, summary: string, body: string): number {
    this.shown.push({ id: this.shown.length + 1, summary, body });
    return this.shown.length;
  }
  CloseNotification(id: number): void {
    this.NotificationClosed(id, 3);
  }
  NotificationClosed(id: number, reason: number): [number, number] {
    return [id, reason];
  }
  ActionInvoked(id: number, action: string): [number, string] {
    return [id, action];
  }
}
Notifications.configureMembers({
  methods: {
    GetCapabilities: { outSignature: 'as' },
    GetServerInformation: { outSignature: 'ssss' },
    Notify: { inSignature: 'susssasa{sv}i', outSignature: 'u' },
    CloseNotification: { inSignature: 'u' },
  },
  signals: {
    NotificationClosed: { signature: 'uu' },
    ActionInvoked: { signature: 'us' },
  },
});

export async function serveNotifications(bus: MessageBus): Promise<NotificationServer> {
  const server = new Notifications(name);
  bus.export('/org/freedesktop/Notifications', server);
  await bus.requestName(name, 0);
  return {
    shown: server.shown,
    click: (id) => void server.ActionInvoked(id, 'default'),
  };
}
