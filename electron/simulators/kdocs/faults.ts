// Faults on order: the next calls of a route go wrong in a chosen way.
import type { Call, RouteName } from './calls';

export type Fault =
  /** A page of a gateway instead of the service's reply. @property retryAfter s */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number }
  /** No answer until the service closes. */
  | { readonly kind: 'hang' }
  /** The connection ends without an answer, or in the middle of one. */
  | { readonly kind: 'cut'; readonly where?: 'before-answer' | 'in-answer' }
  /** Half a JSON text with status 200. */
  | { readonly kind: 'malformed' }
  /** As if the day's calls were spent; the code is invented. */
  | { readonly kind: 'quota' }
  /** Any error code. */
  | { readonly kind: 'code'; readonly code: number; readonly message: string }
  /** Answers well, but late. @property ms of real time */
  | { readonly kind: 'slow'; readonly ms: number };

interface FaultOrder {
  /** How many calls; 1 by default. */
  readonly times?: number;
  /** The service does what was asked, and only then the answer goes wrong. */
  readonly afterEffect?: boolean;
  /** Only calls like this. */
  readonly when?: (call: Call) => boolean;
}

export interface Faults {
  /** Orders are served first come, first served. @param route `*` for every call */
  next(route: RouteName | '*', fault: Fault, order?: FaultOrder): void;
  /** Forgets what was ordered and has not happened. */
  clear(): void;
}
export interface PlannedFault {
  readonly fault: Fault;
  readonly afterEffect: boolean;
}

export function createFaults(): Faults & { take(call: Call): PlannedFault | undefined } {
  let orders: { route: string; fault: Fault; left: number; order: FaultOrder }[] = [];
  return {
    next(route, fault, order = {}) {
      orders.push({ route, fault, left: order.times ?? 1, order });
    },
    clear() {
      orders = [];
    },
    take(call) {
      const found = orders.find(
        ({ route, order }) =>
          (route === '*' || route === call.route) && (order.when?.(call) ?? true),
      );
      if (!found) return undefined;
      found.left -= 1;
      if (found.left <= 0) orders = orders.filter((one) => one !== found);
      return { fault: found.fault, afterEffect: found.order.afterEffect ?? false };
    },
  };
}
