// Whether changes seem to go to another client: they were found by comparing, though the channel was open when they happened.
import type { Finding } from '#shared/doctor';
import type { ChangeEvent } from '#shared/event';
import type { Query } from '#shared/query/query';
import type { Engine } from '../engine';
import { type Hearing, memory, wasOpen } from './hearing';

export interface Elsewhere {
  /** A table was compared: looks again, and tells the page when the answer is another. */
  look(connectionId: string): void;
  finding(connectionId: string): Finding | null;
}

/**
 * ms that a change has to arrive after all: services repeat what was not taken, mostly within minutes (Feishu: after 15 s,
 * 5 min and 1 h).
 */
const patience = 2 * 60 * 60_000;
/** Changes at different times that must have been missed; one alone may be a frame that got lost. */
const enough = 3;
/** And at least one in so many of all; of two clients, each gets half. */
const oneIn = 5;
/** Changes that are looked at, of those that have had the time to arrive; the newest. */
const most = 500;
/** ms by which a change that was stated may lie beside the found one. */
const near = 2000;

interface Counted {
  /** Changes that never arrived, by their time; and those that did. */
  readonly missed: number;
  readonly heard: number;
}

/** Pure. @param was it stands already: then it stays until nothing is missed any more, so that it does not come and go */
export function seemsElsewhere({ missed, heard }: Counted, was: boolean): boolean {
  return was ? missed > 0 : missed >= enough && missed * oneIn >= missed + heard;
}

export function createElsewhere(
  {
    store,
    directory,
    clock,
    pushes,
    status,
  }: Pick<Engine, 'store' | 'directory' | 'clock' | 'pushes' | 'status'>,
  hearing: Pick<Hearing, 'spans'>,
): Elsewhere {
  const findings = new Map<string, Finding>();

  function count(connectionId: string): Counted {
    const now = clock.now();
    const spans = hearing.spans(connectionId);
    const during = (events: readonly ChangeEvent[]) =>
      new Set(
        events.flatMap(({ occurredAt }) =>
          occurredAt !== null && wasOpen(spans, occurredAt) ? [Math.floor(occurredAt / 1000)] : [],
        ),
      );
    const settled = store.events.page(
      between(connectionId, now - memory, now - patience),
      null,
      most,
    );
    const missed = settled.filter(
      (event) => event.receivedAt <= now - patience && isFound(event) && !isStated(event),
    );
    return {
      missed: during(missed).size,
      heard: during(settled.filter(({ origin }) => origin === 'live')).size,
    };
  }

  /** What changed by itself together with a change that arrived was not missed. */
  const isStated = (event: ChangeEvent): boolean =>
    store.events
      .ofRecord(event, 20)
      .some(
        ({ certainty, occurredAt }) =>
          certainty === 'stated' && Math.abs((occurredAt ?? 0) - (event.occurredAt ?? 0)) <= near,
      );

  function asked(connectionId: string): Finding | null {
    const live = directory.reader(connectionId, null)?.live;
    if (!live || live.exclusive === null) return null;
    const before = findings.get(connectionId);
    const counted = count(connectionId);
    if (!seemsElsewhere(counted, before !== undefined)) return null;
    const { missed, heard } = counted;
    return {
      id: 'elsewhere',
      kind: 'elsewhere',
      hookIds: [],
      subscriptionId: null,
      tableId: null,
      tableName: null,
      since: before?.since ?? clock.now(),
      state: 'open',
      remedy: null,
      problem: { code: 'live-unheard', params: { count: missed, all: missed + heard } },
    };
  }

  return {
    look(connectionId) {
      const before = findings.get(connectionId) ?? null;
      const now = asked(connectionId);
      if (now) findings.set(connectionId, now);
      else findings.delete(connectionId);
      if (JSON.stringify(now) === JSON.stringify(before)) return;
      pushes.send('connections', null);
      status.touch();
    },
    finding: (connectionId) => findings.get(connectionId) ?? null,
  };
}

const isFound = ({ certainty, origin, subject }: ChangeEvent): boolean =>
  subject === 'record' && certainty === 'derived' && origin === 'catch-up';

const between = (connectionId: string, from: number, to: number): Query => ({
  terms: [
    { kind: 'name', key: 'connection', values: [connectionId], not: false },
    { kind: 'subject', values: ['record'], not: false },
    { kind: 'time', from, to, source: '' },
  ],
});
