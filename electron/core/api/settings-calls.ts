// Status, settings, saved views and the demo.
import type { Handlers } from '#shared/ipc';
import { formerAddresses, isVouched, stableUrl } from '#shared/public-address';
import { parseQuery } from '#shared/query/parse';
import { err, ok } from '#shared/result';
import { type Settings, settings as settingsSchema } from '#shared/settings';
import type { Demo } from '../demo';
import type { Engine } from '../engine';
import type { HookKeeper } from '../subscriptions/keeper';

type SettingsCall =
  | 'status.get'
  | 'settings.get'
  | 'settings.set'
  | 'views.list'
  | 'views.save'
  | 'demo.start'
  | 'demo.stop';

export function settingsCalls(
  engine: Engine,
  demo: Demo,
  hooks: Pick<HookKeeper, 'checkAll'>,
): Handlers<SettingsCall> {
  const { store, clock, pushes, status, tunnel } = engine;

  function views() {
    return store.views().map((view) => {
      const query = parseQuery(view.query, clock.now());
      return { ...view, unread: query.ok ? store.events.unread(query.value) : 0 };
    });
  }

  return {
    'status.get': async () => ok(status.read()),
    'settings.get': async () => ok(store.settings()),

    async 'settings.set'(patch) {
      const before = store.settings();
      const wanted = settingsSchema.parse({ ...before, ...patch });
      const { publicAddress, formerAddresses: former = [] } = before;
      const kept = formerAddresses(former, publicAddress, wanted.publicAddress);
      const isNew = kept.length + former.length > 0;
      const after = isNew ? { ...wanted, formerAddresses: kept } : wanted;
      store.saveSettings(after);
      pushes.send('settings', after);
      status.touch();
      tunnel.follow();
      // An address has the hooks checked itself, once it is proved.
      const isOff = after.publicAddress === null && before.publicAddress !== null;
      const isVouchedNow = isVouched(after.publicAddress) && !isVouched(before.publicAddress);
      if (isOff || (isVouchedNow && isSame(before, after))) void hooks.checkAll();
      return ok(after);
    },

    'views.list': async () => ok(views()),

    async 'views.save'({ views: next }) {
      for (const view of next) {
        const query = parseQuery(view.query, clock.now());
        if (!query.ok) return err(query.error);
      }
      store.saveViews(next);
      return ok(views());
    },

    async 'demo.start'() {
      const started = await demo.start();
      return started.ok ? ok(status.read()) : started;
    },

    async 'demo.stop'() {
      await demo.stop();
      return ok(status.read());
    },
  };
}

const isSame = (before: Settings, after: Settings) =>
  stableUrl(before.publicAddress) === stableUrl(after.publicAddress);
