// The person's own public address, served by a program that is not ours: nothing to open, only to be proved by the probe.
import { ok } from '#shared/result';
import type { TunnelFault, TunnelProvider } from './tunnel';

/** ms: no quota is used up here, and nothing but the proof notices that the person's program has gone. */
const proveEvery = 60_000;

/**
 * ms between two questions while none comes back. Nothing tells when the person's program is there again, so in the first
 * minutes, in which it is being restarted or mended, it is asked often.
 */
const hurried = { tries: 100, ms: 3000 } as const;
const calm = 30_000;

/** @param settings `url`: https, or http for loopback */
export function createOwnProvider({ url }: { readonly url: string }): TunnelProvider {
  return {
    isForeign: true,
    proveEvery: () => proveEvery,
    longestWait: (failures) => (failures <= hurried.tries ? hurried.ms : calm),
    async open() {
      let finish = (_fault: TunnelFault | null) => {};
      const gone = new Promise<TunnelFault | null>((resolve) => {
        finish = resolve;
      });
      return ok({ url, gone, close: async () => finish(null) });
    },
  };
}
