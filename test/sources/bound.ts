// A bound source fed with JSON bodies, for tests that vary a payload where a golden file would be clumsy.
import { defineSource } from '#core/sources/bind';
import type { BoundSource, LabelBook } from '#core/sources/bound-source';
import type { ChangeDraft, Delivery, SourceAdapter, Verdict } from '#core/sources/source';
import { createLabelBook } from './label-book';

export interface Feeder {
  /** @param deliveryId a new delivery of the same body has another id */
  read(json: unknown, deliveryId?: string, channel?: Delivery['channel']): readonly ChangeDraft[];
  check(json: unknown): Verdict;
  readonly labels: LabelBook;
}

export function feed<Config, Target, Payload>(
  adapter: SourceAdapter<Config, Target, Payload>,
  { config = {}, target = {} }: { readonly config?: unknown; readonly target?: unknown } = {},
): Feeder {
  const labels = createLabelBook();
  const bound = bind(adapter, config, target);
  return {
    labels,
    read(json, deliveryId = 'first', channel = 'push') {
      const read = bound.read({ ...deliveryWith(json, deliveryId), channel }, labels);
      if (!read.ok) throw new Error(JSON.stringify(read.error));
      return read.value;
    },
    check: (json) => bound.check(deliveryWith(json, 'first'), 0),
  };
}

function bind<Config, Target, Payload>(
  adapter: SourceAdapter<Config, Target, Payload>,
  config: unknown,
  target: unknown,
): BoundSource {
  const bound = defineSource(adapter).bind({ connectionId: 'c', config, target, secrets: {} });
  if (!bound.ok) throw new Error(JSON.stringify(bound.error));
  return bound.value;
}

function deliveryWith(json: unknown, id: string): Delivery {
  return {
    id,
    channel: 'push',
    receivedAt: 0,
    headers: {},
    body: Buffer.from(JSON.stringify(json)),
  };
}
