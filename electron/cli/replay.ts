// `replay`: reads kept deliveries again, after an update or with a mended secret.
import { deliveryStates } from '#shared/delivery';
import { withArchive } from './archive';
import { loadConfig } from './config-file';
import { fail, type Say } from './failure';

export interface ReplayOptions {
  readonly data: string;
  readonly config?: string;
  readonly all?: boolean;
  readonly delivery?: string;
  readonly t: Say;
}

export function replay({ data, config, all, delivery, t }: ReplayOptions): Promise<void> {
  if (!all && delivery === undefined) {
    process.stderr.write(`tablewatch: ${t('cli.replayWhat')}\n`);
    process.exit(2);
  }
  const settings = config === undefined ? null : loadConfig(config, t);
  return withArchive(data, t, async (archive) => {
    const before = archive.status().events;
    const target = delivery === undefined ? { states: deliveryStates } : { id: delivery };
    const outcome = await archive.replay(target, settings);
    if (!outcome.ok) return fail(t, outcome.error);
    const { deliveries, events } = archive.status();
    const line = {
      replayed: outcome.value.queued,
      newEvents: events - before,
      undecoded: deliveries.undecoded,
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  });
}
