// Leads every way of quitting through one shutdown: signals, the menu, the session's end.
import type { App } from 'electron';

export function quitPaths(app: App, shutdown: (code: number) => void): void {
  app.on('before-quit', (event) => {
    event.preventDefault(); // the shutdown ends the process itself, after the core has finished
    // On a stack of its own: a debugger may ask in the middle of a window's event, and the window must outlive that event.
    setImmediate(() => shutdown(0));
  });
  // The tray keeps the app alive; without this listener Electron quits with its last window.
  app.on('window-all-closed', () => {});
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => shutdown(0));
  }
}
