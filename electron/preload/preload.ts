// Gives the page its bridge: calls and pushes by the contract's names and nothing else of Electron.
import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge, CallName, ipcChannels, Push } from '#shared/ipc';
import { callNames } from './call-names';

// A sandboxed preload can import Electron only, so the channels are repeated here; their types are those of the contract.
const channels: typeof ipcChannels = { call: 'tablewatch:call', push: 'tablewatch:push' };

const known = (name: CallName) => Object.hasOwn(callNames, name);

const bridge: Bridge = {
  call(name, input) {
    if (!known(name)) throw new Error(`no such call: ${String(name)}`);
    return ipcRenderer.invoke(channels.call, name, input);
  },
  on(listener) {
    const heard = (_event: unknown, push: Push) => listener(push);
    ipcRenderer.on(channels.push, heard);
    return () => ipcRenderer.off(channels.push, heard);
  },
};

contextBridge.exposeInMainWorld('bridge', bridge);
