// Exposes the bridge.
import { contextBridge } from 'electron';

contextBridge.exposeInMainWorld('bridge', 'yes');
