// What the command line says of itself.

export const cli = {
  about: 'Watches shared online tables and says what changed.',
  serve: 'Receive changes and print each one as a JSON line.',
  events: 'List stored changes, newest first.',
  deliveries: 'List what arrived and what became of it, newest first.',
  replay: 'Read kept deliveries again.',
  status: 'Show what a data folder holds.',
  unwatch: 'Stop watching a connection, and remove its hooks at the service.',
  check: 'Look at the hooks of a connection now, and print what was found.',
  connection: 'Id of the connection.',
  unwatchConfig: 'The config file, when nothing is running; else the one served from last.',
  hooksLeft:
    'These hooks are still at the service, which would not remove them; remove them there: {{ids}}',
  unwatchFailed:
    'The service was not reached, so nothing was removed. Hooks that are left there: {{ids}}',
  watchAgain:
    'A config file with `watch` would make the hooks again at its next start: take the watch out of it.',
  data: 'Folder with the database.',
  config: 'JSON file with connections and the public address.',
  port: 'Port of the receiver on 127.0.0.1; 0 takes a free one.',
  demo: 'Add demo tables that change every few seconds.',
  query: 'Filter, such as `table:CRM action:updated 深圳`.',
  limit: 'At most this many.',
  format: 'How to write them.',
  state: 'Only deliveries in this state.',
  replayAll: 'Every kept delivery.',
  replayOne: 'One delivery, by its id.',
  replayConfig: 'The config file, when deliveries need a secret to be read.',
  replayWhat: 'Say what to replay: --all, or --delivery ID.',
  portNumber: 'Expected a port from 0 to 65535.',
  wholeNumber: 'Expected a whole number.',
  configUnreadable: 'The config file {{file}} cannot be read ({{reason}}). Check the path.',
  configWrong: 'The config file {{file}} is wrong in these places; nothing was started:',
} as const;
