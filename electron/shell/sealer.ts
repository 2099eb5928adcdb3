// The OS's encryption for the vault: Keychain, DPAPI, or the Linux keyring.
import { safeStorage } from 'electron';
import type { Sealer } from './vault';

/** Asks the OS once; call after Electron is ready. */
export function createSealer(): Sealer {
  // `basic_text` is a password that every copy of Chromium knows: that is no encryption.
  const basic =
    process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
  return {
    available: !basic && safeStorage.isEncryptionAvailable(),
    seal: (text) => safeStorage.encryptString(text),
    open: (sealed) => safeStorage.decryptString(sealed),
  };
}
