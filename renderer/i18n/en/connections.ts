// What the welcome and the connections place say.

export const connections = {
  title: 'Connections',
  add: 'Add',
  back: 'All connections',
  cancel: 'Cancel',
  done: 'Done',
  edit: 'Edit',
  again: 'Try again',
  copied: 'Copied',
  documentation: 'Read the documentation',
  limits: 'Good to know',
  lastEvent: 'Last change',
  noEvent: 'No change yet',
  watched: 'Watched',
  watchMore: 'Watch more',
  count_one: '{{count}} watched',
  count_other: '{{count}} watched',
  connectTo: 'Connect {{service}}',
  health: {
    ok: 'Receiving',
    waiting: 'Waiting for the first delivery',
    attention: 'Needs your attention',
    idle: 'Nothing is watched yet',
    reconnecting: 'Reconnecting',
  },
  welcome: {
    title: 'See what changes in your shared tables',
    sentence:
      'Tablewatch sits in the tray, receives changes the moment they happen, and tells you which cell went from what to what.',
    connect: 'Connect a service',
    demo: 'Try with demo tables',
    demoSentence: 'No account needed. Made-up tables change every few seconds.',
    demoStart: 'Start the demo',
    local: 'Everything stays on this computer.',
  },
  choose: {
    title: 'Connect a service',
    sentence: 'Choose where the tables live that you want to watch.',
  },
  ability: {
    beforeValues: {
      yes: 'Old and new values',
      partly: 'Old values, by comparing',
      no: 'No old values',
    },
    actor: {
      yes: 'Who made the change',
      partly: 'Who made the change, at times',
      no: 'Does not say who',
    },
    deletedContent: {
      yes: 'What deleted records held',
      partly: 'Deleted records, by comparing',
      no: 'No content of deleted records',
    },
    hooks: {
      subscribed: 'Subscribes to the base for you',
      yes: 'Webhooks set up for you',
      partly: 'Webhook added by hand',
      no: 'No webhooks',
    },
    publicAddress: {
      yes: 'No public address needed',
      no: 'Needs a public address',
    },
  },
  compare: {
    open: 'Compare in detail',
    caption: 'What each service can do',
  },
  next: {
    anywhere: 'No public address is needed.',
    tables: 'Next, you pick the tables to watch.',
    hook: 'Next, you get an address to paste at the service.',
  },
  form: {
    name: 'Name',
    nameHelp: 'How this connection is called here.',
    optional: '{{label}} (optional)',
    connect: 'Connect',
    save: 'Save',
    makeSecret: 'Make one',
    copySecret: 'Copy the secret',
    secretSet: 'Set. It is never shown.',
    secretShow: 'Show what is entered',
    secretReplace: 'Replace',
    secretsNotKept:
      'This system offers no keychain, so secrets entered here are kept only until Tablewatch quits. Install or unlock a keyring, or choose in the settings to keep them unencrypted.',
    secretKeep: 'Keep the one that is set',
    issue: {
      missing: 'This is needed to connect.',
      signIn: 'Sign in first.',
      url: 'Enter a whole address, such as https://example.com.',
      other: 'Not accepted: {{reason}}',
    },
  },
  private: {
    sentence:
      'No public address is set, so only programs on this computer can deliver to the addresses below. For a service on the internet, set one first.',
    settings: 'Set a public address',
  },
  cutOff: {
    sentence: 'The public address does not lead here now, so nothing arrives.',
    settings: 'Open the settings',
  },
  live: {
    again: 'Try now',
    off: 'The live channel is closed. It opens by itself once the credentials are entered and something is watched.',
    connecting: 'The live channel is being opened.',
    on: 'The live channel is open, and changes arrive as they happen. Opened',
    lastMessage: 'Last message',
    retrying:
      'The live channel broke and is opened again by itself; what it misses is read afterwards.',
    failed: 'The live channel cannot be opened.',
  },
  subscription: {
    byLive: 'Changes arrive by the live channel.',
    everything: 'Everything the service sends',
    stop: 'Stop watching',
    stopManaged: 'Its webhook at the service is removed too. Changes seen so far stay.',
    stopByHand:
      'Its address stops working. Remove the webhook at the service as well. Changes seen so far stay.',
    copyAddress: 'Copy address',
    entered: 'I have entered it there',
    enteredHint:
      'The problem goes until the address changes again, or a delivery comes by the old one.',
    noAddressYet: 'Its address appears here once the public address is connected.',
    waiting: 'Waiting for the first delivery…',
    first: 'It works: the first delivery has arrived,',
    last: 'Last delivery',
  },
  steps: {
    show: 'How to add the webhook',
    hide: 'Hide the steps',
  },
  setUp: {
    title: 'How to set it up',
    copy: 'Copy',
    noAddress: 'It shows here once something is watched.',
  },
  pick: {
    wholeBase: 'All tables, also those to come',
    live: 'Changes arrive live, without a public address.',
    subscribed: 'Tablewatch then subscribes the app to the base at the service.',
    byAddress: 'Another base, by its address',
    look: 'Look it up',
    pasteFirst: 'Paste the address of a base, or of the wiki page that it is.',
    notFound: 'No base has this address.',
    instead: 'Choose tables instead',
    title: 'Choose what to watch',
    noBases: 'This token sees nothing at the service. Give it access to a base, then try again.',
    noTables: 'There is no table here yet. Add one at the service.',
    watched: 'Watched already',
    watch_one: 'Watch {{count}} table',
    watch_other: 'Watch {{count}} tables',
    watchNone: 'Watch',
    made: 'One webhook per table is made at the service.',
  },
  byHand: {
    instead: 'Add a webhook by hand instead',
    title: 'Add a webhook by hand',
    sentence: 'Make an address here, then paste it into a new webhook at the service.',
    make: 'Make an address',
  },
  hooks: {
    subscriptions: 'Subscriptions at the service',
    notSubscribed: 'The app is not subscribed to a base.',
    title: 'Webhooks at the service',
    show: 'Show',
    hide: 'Hide',
    none: 'There are none for the watched tables.',
    ours: 'by Tablewatch',
    foreign: 'by others',
    off: 'switched off',
    remove: 'Remove',
  },
  remove: {
    label: 'Remove',
    questionManaged:
      'Remove this connection, its secrets and its webhooks at the service? Changes seen so far stay.',
    questionByHand:
      'Remove this connection and its secrets? Webhooks at the service stay until you remove them there. Changes seen so far stay.',
    hooksLeft:
      'These webhooks could not be removed and still exist at the service: {{hooks}}. Remove them there.',
  },
  demo: {
    badge: 'demo',
    sentence:
      'This connection belongs to the demo. It goes when you stop the demo in the settings.',
  },
} as const;
