// Every way in which ngrok refuses or fails, as a sentence with its remedy and how soon another try makes sense. Pure.
import type { ProblemCode } from '#shared/result';
import { assertNever } from '#shared/result';
import type { TunnelFault } from '../tunnel';
import type { Trouble } from './messages';

/** https://ngrok.com/docs/errors/ */
const codes: Readonly<Record<string, readonly [ProblemCode, TunnelFault['retry']]>> = {
  // at login
  ERR_NGROK_4018: ['ngrok-token-missing', 'never'],
  ERR_NGROK_105: ['ngrok-token-malformed', 'never'],
  ERR_NGROK_107: ['ngrok-token-wrong', 'never'],
  ERR_NGROK_300: ['ngrok-token-revoked', 'never'],
  ERR_NGROK_108: ['ngrok-session-limit', 'slow'],
  ERR_NGROK_120: ['ngrok-version-old', 'never'],
  // at the name
  ERR_NGROK_334: ['ngrok-domain-busy', 'slow'],
  ERR_NGROK_320: ['ngrok-domain-foreign', 'never'],
  ERR_NGROK_319: ['ngrok-domain-unreserved', 'never'],
  // at the edge, told to who asks through the address
  ERR_NGROK_3200: ['ngrok-endpoint-offline', 'soon'],
  ERR_NGROK_3004: ['ngrok-edge-lost-agent', 'soon'],
  ERR_NGROK_8012: ['ngrok-agent-lost-receiver', 'soon'],
  ERR_NGROK_702: ['ngrok-quota-rate', 'slow'],
  ERR_NGROK_725: ['ngrok-quota-data', 'rare'],
  ERR_NGROK_726: ['ngrok-quota-connections', 'rare'],
  ERR_NGROK_727: ['ngrok-quota-month', 'rare'],
  ERR_NGROK_734: ['ngrok-quota-minute', 'slow'],
  ERR_NGROK_6024: ['ngrok-browser-page', 'slow'],
};

const fault = (code: ProblemCode, retry: TunnelFault['retry']): TunnelFault => ({
  problem: { code },
  retry,
});

/** @returns the fault of a code; one that this version does not know is named in the sentence */
export function ngrokCodeFault(code: string, text = ''): TunnelFault {
  const known = codes[code];
  if (known) return fault(...known);
  return { problem: { code: 'ngrok-other', params: { code, text } }, retry: 'slow' };
}

export function troubleFault({ at, code, text }: Trouble): TunnelFault {
  if (code !== null) return ngrokCodeFault(code, text);
  switch (at) {
    case 'set-up':
      return { problem: { code: 'ngrok-setting-refused', params: { text } }, retry: 'never' };
    case 'session':
    case 'listener':
      // The SDK tells apart no more: https://github.com/ngrok/ngrok-javascript
      if (/tcp connection/.test(text)) return fault('ngrok-no-network', 'soon');
      if (/tls handshake/.test(text)) return fault('ngrok-tls-refused', 'soon');
      if (/rpc response/.test(text)) return fault('ngrok-link-lost', 'soon');
      return { problem: { code: 'ngrok-other', params: { code: at, text } }, retry: 'soon' };
    case 'timeout':
      return fault('ngrok-no-answer', 'soon');
    case 'disconnected':
    case 'heartbeat':
    case 'ended':
    case 'restart-command':
      return fault('ngrok-link-lost', 'soon');
    case 'stop-command':
      return fault('ngrok-stopped-there', 'never');
    default:
      return assertNever(at);
  }
}

/** @param reason the system's code, `ENOENT` */
export const caFault = (path: string, reason: string): TunnelFault => ({
  problem: { code: 'ngrok-ca-unreadable', params: { path, reason } },
  retry: 'never',
});

/** The helper itself would not run, or ended without a word. */
export const helperFault: TunnelFault = fault('ngrok-helper-failed', 'soon');

/** It runs and says nothing: not its link, so ngrok may well go on sending to it. */
export const hungFault: TunnelFault = fault('ngrok-helper-hung', 'soon');

/** No token is kept; asked of the vault, since the SDK would only say so once there is a network. */
export const tokenFault: TunnelFault = fault('ngrok-token-missing', 'never');
