// What the notification, the tray, the terminal and the CLI say.

import type { app as english } from '../en/app';
import type { SameKeys } from '../same-keys';

export const app: SameKeys<typeof english> = {
  action: {
    record: { created: 'added', updated: 'changed', deleted: 'deleted' },
    field: { created: 'field added', updated: 'field changed', deleted: 'field deleted' },
    table: { created: 'table added', updated: 'table changed', deleted: 'table deleted' },
    view: { created: 'view added', updated: 'view changed', deleted: 'view deleted' },
    base: { created: 'base added', updated: 'base changed', deleted: 'base deleted' },
  },
  value: {
    empty: 'empty',
    unknown: 'not known',
    untitled: 'Untitled record',
    unnamedTable: 'Table {{id}}',
  },
  records_one: '{{count}} record',
  records_other: '{{count}} records',
  notification: {
    title: '{{record}} — {{table}}',
    change: '{{field}}: {{before}} → {{after}}',
    more_one: '+{{count}} more field',
    more_other: '+{{count}} more fields',
    by: 'by {{person}}',
    digest_one: '{{table}}: {{count}} change',
    digest_other: '{{table}}: {{count}} changes',
    digestPeople_one: '{{changes}} by {{count}} person',
    digestPeople_other: '{{changes}} by {{count}} people',
  },
  tray: {
    idle: 'Tablewatch — nothing new',
    unread_one: 'Tablewatch — {{count}} unread change',
    unread_other: 'Tablewatch — {{count}} unread changes',
    paused: 'Tablewatch — paused',
    attention: 'Tablewatch — needs your attention',
    offline: 'Tablewatch — cannot receive changes',
    open: 'Open Tablewatch',
    unreadItem_one: '{{count}} unread change',
    unreadItem_other: '{{count}} unread changes',
    markRead: 'Mark all as read',
    pause: 'Pause notifications',
    resume: 'Resume notifications',
    quit: 'Quit',
  },
  terminal: {
    ready: 'Listening on {{url}}. Data in {{data}}.',
    demo: 'Demo tables are running; changes arrive every few seconds.',
    event: '{{time}}  {{source}}  {{table}}  {{record}}  {{what}}',
    stopped: 'Stopped. Everything accepted was saved.',
  },
};
