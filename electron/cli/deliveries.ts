// `deliveries`: what arrived, newest first, one JSON object a line; bodies stay in the data folder.
import type { DeliveryState } from '#shared/delivery';
import { sayProblem } from '#shared/text/text';
import { withArchive } from './archive';
import type { Say } from './failure';

export interface DeliveriesOptions {
  readonly data: string;
  readonly state?: DeliveryState;
  readonly t: Say;
}

export function listDeliveries({ data, state, t }: DeliveriesOptions): Promise<void> {
  return withArchive(data, t, (archive) => {
    for (const delivery of archive.deliveries(state ?? null)) {
      const { issue } = delivery;
      const line = { ...delivery, ...(issue ? { reason: sayProblem(t, issue) } : {}) };
      process.stdout.write(`${JSON.stringify(line)}\n`);
    }
  });
}
