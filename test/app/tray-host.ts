// The desktop's tray, played by the test: reads the item's tooltip, pixels and menu, and clicks.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import dbus, { type MessageBus } from 'dbus-next';
import { z } from 'zod';
import { until } from './until';

interface TrayMenuItem {
  readonly id: number;
  readonly label: string;
  readonly enabled: boolean;
}

interface TrayItem {
  tooltip(): Promise<string>;
  /** The icon as PNG. */
  icon(): Promise<Buffer>;
  menu(): Promise<readonly TrayMenuItem[]>;
  /** Clicks a menu item by its label. */
  choose(label: RegExp): Promise<void>;
  /** A left click on the icon. */
  click(): Promise<void>;
}

export interface TrayHost {
  /** The item that registered last, waited for until it answers: its parts come on the bus one after the other. */
  item(): Promise<TrayItem>;
}

const watcherName = 'org.kde.StatusNotifierWatcher';
const itemInterface = 'org.kde.StatusNotifierItem';
const menuInterface = 'com.canonical.dbusmenu';

// https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem
class Watcher extends dbus.interface.Interface {
  readonly items: string[] = [];
  readonly ProtocolVersion = 0;
  readonly IsStatusNotifierHostRegistered = true;

  get RegisteredStatusNotifierItems(): string[] {
    return this.items;
  }
  RegisterStatusNotifierItem(service: string): void {
    this.items.push(service);
    this.StatusNotifierItemRegistered(service);
  }
  RegisterStatusNotifierHost(_service: string): void {}
  StatusNotifierItemRegistered(service: string): string {
    return service;
  }
}
Watcher.configureMembers({
  methods: {
    RegisterStatusNotifierItem: { inSignature: 's' },
    RegisterStatusNotifierHost: { inSignature: 's' },
  },
  properties: {
    ProtocolVersion: { signature: 'i', access: 'read' },
    IsStatusNotifierHostRegistered: { signature: 'b', access: 'read' },
    RegisteredStatusNotifierItems: { signature: 'as', access: 'read' },
  },
  signals: { StatusNotifierItemRegistered: { signature: 's' } },
});

/** dbus-next wraps a variant's value. */
const variant = z.object({ value: z.unknown() });
const layoutNode = z.tuple([
  z.number(),
  z.object({ label: variant.optional(), enabled: variant.optional() }),
  z.array(z.unknown()),
]);

export async function serveTray(bus: MessageBus): Promise<TrayHost> {
  const watcher = new Watcher(watcherName);
  bus.export('/StatusNotifierWatcher', watcher);
  await bus.requestName(watcherName, 0);
  return {
    item: () =>
      until('the tray item', async () => {
        const service = watcher.items.at(-1);
        if (service === undefined) return null;
        const item = trayItem(bus, service);
        const answers = Promise.all([item.tooltip(), item.icon(), item.menu()]);
        return answers.then(
          () => item,
          () => null,
        );
      }),
  };
}

function trayItem(bus: MessageBus, service: string): TrayItem {
  const send = async (
    path: string,
    iface: string,
    member: string,
    signature: string,
    body: readonly unknown[],
  ) => {
    const message = { destination: service, path, interface: iface, member, signature };
    const reply = await bus.call(new dbus.Message({ ...message, body: [...body] }));
    return reply?.body ?? [];
  };
  const property = async <T extends z.ZodType>(name: string, shape: T): Promise<z.output<T>> => {
    const properties = 'org.freedesktop.DBus.Properties';
    const body = await send('/StatusNotifierItem', properties, 'Get', 'ss', [itemInterface, name]);
    return shape.parse(variant.parse(body[0]).value);
  };
  const menu = async (): Promise<readonly TrayMenuItem[]> => {
    const path = await property('Menu', z.string());
    const body = await send(path, menuInterface, 'GetLayout', 'iias', [0, -1, []]);
    const [, , children] = layoutNode.parse(body[1]);
    return children.map((child) => {
      const [id, facts] = layoutNode.parse(variant.parse(child).value);
      return {
        id,
        label: String(facts.label?.value ?? ''),
        enabled: facts.enabled?.value !== false,
      };
    });
  };
  return {
    tooltip: async () =>
      (await property('ToolTip', z.tuple([z.string(), z.unknown(), z.string(), z.string()])))[2],
    async icon() {
      // On desktops that cannot take pixels over the bus the icon comes as a file.
      const [folder, name] = await Promise.all([
        property('IconThemePath', z.string()),
        property('IconName', z.string()),
      ]);
      return readFile(join(folder, `${name}.png`));
    },
    menu,
    async choose(label) {
      const item = (await menu()).find((one) => label.test(one.label));
      if (item === undefined) throw new Error(`the tray's menu has no ${label}`);
      const path = await property('Menu', z.string());
      const nothing = new dbus.Variant('s', '');
      await send(path, menuInterface, 'Event', 'isvu', [item.id, 'clicked', nothing, 0]);
    },
    async click() {
      await send('/StatusNotifierItem', itemInterface, 'Activate', 'ii', [0, 0]);
    },
  };
}
