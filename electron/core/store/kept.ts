// What stays from one run to the next, each one JSON value: settings, saved views, the receiver's port, the last sign of life.
import { z } from 'zod';
import { savedView } from '#shared/feed';
import { defaultSettings, settings, settingsPatch } from '#shared/settings';
import type { Database } from './database';
import { readJson } from './json-column';
import type { Store } from './store';

type Kept = Pick<
  Store,
  | 'settings'
  | 'saveSettings'
  | 'views'
  | 'saveViews'
  | 'port'
  | 'savePort'
  | 'lastAlive'
  | 'saveAlive'
  | 'configFile'
  | 'saveConfigFile'
  | 'resting'
  | 'saveResting'
  | 'hookRoots'
  | 'saveHookRoots'
>;

const views = z.array(savedView);
const port = z.number().int().min(1).max(65_535);
const moment = z.number();
const path = z.string().min(1);
const moments = z.record(z.string(), moment);
const texts = z.record(z.string(), z.string());
const members = z.record(z.string(), z.unknown());

export function createKept(db: Database): Kept {
  const find = db.prepare<{ json: string }>('SELECT json FROM keep WHERE name = ?');
  const save = db.prepare(
    'INSERT INTO keep (name, json) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET json = excluded.json',
  );
  return {
    settings() {
      // Member by member: one that another version wrote differently must not cost the others.
      const stored = readJson(members, find.get('settings')?.json) ?? {};
      const valid = Object.entries(stored).filter(
        ([name, value]) => settingsPatch.safeParse({ [name]: value }).success,
      );
      const read = settings.safeParse({ ...defaultSettings, ...Object.fromEntries(valid) });
      return read.success ? read.data : defaultSettings;
    },
    saveSettings(value) {
      save.run('settings', JSON.stringify(value));
    },
    views: () => readJson(views, find.get('views')?.json) ?? [],
    saveViews(value) {
      save.run('views', JSON.stringify(value));
    },
    port: () => readJson(port, find.get('port')?.json) ?? null,
    savePort(value) {
      save.run('port', JSON.stringify(value));
    },
    lastAlive: () => readJson(moment, find.get('alive')?.json) ?? null,
    saveAlive(now) {
      save.run('alive', JSON.stringify(now));
    },
    configFile: () => readJson(path, find.get('config-file')?.json) ?? null,
    saveConfigFile(value) {
      save.run('config-file', JSON.stringify(value));
    },
    resting: () => readJson(moments, find.get('resting')?.json) ?? {},
    saveResting(value) {
      save.run('resting', JSON.stringify(value));
    },
    hookRoots: () => readJson(texts, find.get('hook-roots')?.json) ?? {},
    saveHookRoots(value) {
      save.run('hook-roots', JSON.stringify(value));
    },
  };
}
