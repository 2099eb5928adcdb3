// Format 6: the order that a service gives to the changes of a table, for those that its clock puts into one moment.

/**
 * By every way into the feed, so that a page of a burst (thousands of changes within the second that the service tells) needs no
 * sorting. What was stored before has no such order, and stands as it did.
 */
export const order = `
ALTER TABLE events ADD COLUMN service_order INTEGER NOT NULL DEFAULT 0;
DROP INDEX events_at;
DROP INDEX events_unread;
DROP INDEX events_scope;
DROP INDEX events_actor;
DROP INDEX events_record;
CREATE INDEX events_at ON events (at, service_order);
CREATE INDEX events_unread ON events (at, service_order) WHERE unread = 1;
CREATE INDEX events_scope ON events (scope, at, service_order);
CREATE INDEX events_actor ON events (actor, at, service_order);
CREATE INDEX events_record ON events (record_id, at, service_order) WHERE record_id <> '';
`;
