// Hangs the door into Electron's IPC; nothing else may import `ipcMain`.
import { ipcMain } from 'electron';
import { ipcChannels } from '#shared/ipc';
import type { Door } from './door';
import { isPageAddress } from './page-file';
import type { MainWindow } from './window';

export function openDoor(door: Door, window: MainWindow): void {
  ipcMain.handle(ipcChannels.call, (event, name: unknown, input: unknown) => {
    const frame = event.senderFrame;
    const trusted =
      frame !== null &&
      window.owns(event.sender) &&
      frame === event.sender.mainFrame &&
      isPageAddress(frame.url);
    return door(trusted, name, input);
  });
}
