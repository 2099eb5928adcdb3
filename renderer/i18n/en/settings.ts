// What the settings place says.

export const settings = {
  title: 'Settings',
  save: 'Save',
  cancel: 'Cancel',
  system: 'Like the system',
  looks: 'Appearance',
  announcing: 'Notifications and tray',
  reaching: 'Receiving',
  about: 'Demo and about',
  language: { label: 'Language' },
  theme: { label: 'Colours', light: 'Light', dark: 'Dark' },
  density: {
    label: 'Density',
    help: 'Compact shows more changes at once.',
    comfortable: 'Comfortable',
    compact: 'Compact',
  },
  notifications: {
    label: 'Show notifications',
    help: 'Tells you of a change the moment it arrives.',
  },
  paused: {
    label: 'Pause',
    help: 'Changes are still received and kept; nothing is announced.',
  },
  closeToTray: {
    label: 'Keep running in the tray',
    help: 'Closing the window leaves Tablewatch receiving. Quit it from the tray menu.',
  },
  receiver: {
    label: 'Receiver on this computer',
    stopped: 'Stopped',
    listening: 'Listening',
    failed: 'Could not start',
  },
  secrets: {
    label: 'Tokens and secrets',
    kept: 'Encrypted by this system’s keychain. They are never shown again.',
    notKept:
      'This system offers no keychain, so tokens and secrets are kept only until Tablewatch quits. Install or unlock a keyring to keep them, or choose below.',
    plain:
      'This system offers no keychain. Tokens and secrets are stored as plain text in the data folder: anyone who can read your files can read them.',
    plainLabel: 'Keep them unencrypted on this computer',
    plainHelp: 'Only choose this if nobody else can read your files.',
  },
  demo: {
    label: 'Demo tables',
    on: 'Running: made-up tables change every few seconds.',
    off: 'Made-up tables that change every few seconds. No account needed.',
    start: 'Start the demo',
    stop: 'Stop the demo',
    question: 'The demo’s connections and changes are removed.',
  },
  data: {
    label: 'Your data',
    help: 'Changes and deliveries are kept on this computer only. Nothing is sent anywhere else.',
    events_one: '{{shown}} change kept',
    events_other: '{{shown}} changes kept',
  },
  version: 'Version',
} as const;
