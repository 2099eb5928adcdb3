// What can be made to go wrong, as settings that the service reads when the moment comes.
import type { EdgeRefusal, Refusal } from './refusals';

export interface Faults {
  /** Every login is refused so, until null. */
  login: Refusal | null;
  /** Tokens that are refused, each in its way. */
  readonly tokens: Map<string, Refusal>;
  /** Every endpoint is refused so, until null. */
  bind: Refusal | null;
  /** Domains that are refused, each in its way. */
  readonly domains: Map<string, Refusal>;
  /** Logins are taken and never answered. */
  hangLogins: boolean;
  /** False: heartbeats stay unanswered, all else goes on. */
  answerHeartbeats: boolean;
  /**
   * ms that the service takes to notice that an agent has gone, as after a loss of power: so long its session
   * counts and its domains stay taken.
   */
  lingerMs: number;
  /** ms without a heartbeat after which an agent is taken for gone; 0: only when its connection ends. */
  expiryMs: number;
  /** ms that every public request waits at the edge before it is carried. */
  latencyMs: number;
  /** The edge answers every public request with this error, as when a quota is used up. */
  edge: EdgeRefusal | null;
}

export const createFaults = (): Faults => ({
  login: null,
  tokens: new Map(),
  bind: null,
  domains: new Map(),
  hangLogins: false,
  answerHeartbeats: true,
  lingerMs: 0,
  expiryMs: 0,
  latencyMs: 0,
  edge: null,
});
