// The page's only door to the core: reads `window.bridge` once, nothing else does.
import type { Bridge } from '#shared/ipc';

declare global {
  interface Window {
    readonly bridge: Bridge;
  }
}

export const bridge: Bridge = window.bridge;
