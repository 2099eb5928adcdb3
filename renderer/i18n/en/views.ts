// The rail: views, connections, places.

export const views = {
  heading: 'Views',
  all: 'All',
  unread: 'Unread',
  unreadCount_one: '{{count, number}} unread',
  unreadCount_other: '{{count, number}} unread',
  connections: 'Connections',
  connect: 'Connect a table',
  places: 'Places',
  save: 'Save as view',
  name: 'Name of the view',
  rename: 'Rename',
  moveUp: 'Move up',
  moveDown: 'Move down',
  remove: 'Delete the view',
  menu: 'Options of the view “{{name}}”',
  saved: 'View “{{name}}” saved',
  removed: 'View “{{name}}” deleted',
} as const;
