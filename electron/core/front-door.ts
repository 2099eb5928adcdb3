// The receiver with all who are told of what comes in: the intake, the public address, and the count of its traffic.
import type { TunnelTraffic } from './budget/tunnel-traffic';
import type { Reach } from './catchup/reach';
import { noteHeard } from './connections/note-heard';
import type { Engine } from './engine';
import type { Intake } from './intake/intake';
import { isPublic } from './receiver/gate';
import { createReceiver, type Receiver } from './receiver/server';

export interface FrontDoorNeeds {
  readonly intake: Pick<Intake, 'accept'>;
  readonly reach: Pick<Reach, 'arrived'>;
  readonly traffic: Pick<TunnelTraffic, 'count'>;
}

export function createFrontDoor(
  engine: Pick<Engine, 'store' | 'directory' | 'roots' | 'tunnel' | 'log'>,
  { intake, reach, traffic }: FrontDoorNeeds,
): Receiver {
  const { directory, roots, tunnel, log } = engine;
  const gate = {
    knows: (address: string) => directory.route(address) !== undefined,
    publicHost: tunnel.host,
    formerHost: (host: string) => roots.at(host) !== null,
    prefixes: (host: string | undefined) => [tunnel.url(), roots.at(host)].map(pathOf),
    answer: tunnel.answer,
  };
  return createReceiver({
    ...{ log, gate },
    async accept(incoming) {
      const isAtPublic = isPublic(incoming.headers.host, gate);
      if (isAtPublic) tunnel.arrived();
      const answer = await intake.accept(incoming);
      if (answer.status < 300) noteHeard({ ...engine, reach }, incoming, isAtPublic);
      return answer;
    },
    counter: (host) => (isPublic(host, gate) ? traffic.count : null),
  });
}

/** @returns `/tables` of `https://watch.example/tables/`; '' where there is none */
const pathOf = (url: string | null): string =>
  url === null || !URL.canParse(url) ? '' : new URL(url).pathname.replace(/\/+$/, '');
