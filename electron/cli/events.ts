// `events`: the feed, newest first, as NDJSON, CSV or a Markdown table.
import type { FeedRow } from '#shared/feed';
import { withArchive } from './archive';
import { columns, csvLine, markdownLine, markdownRule } from './columns';
import { fail, type Say } from './failure';

export interface EventsOptions {
  readonly data: string;
  readonly query: string;
  readonly limit?: number;
  readonly format: 'ndjson' | 'csv' | 'md';
  readonly t: Say;
}

type Lines = (rows: Iterable<FeedRow>, t: Say) => Iterable<string>;

const writers: Readonly<Record<EventsOptions['format'], Lines>> = {
  *ndjson(rows) {
    // The normal form alone: what only the feed knows is left out.
    for (const { unread: _, at: __, ...event } of rows) yield JSON.stringify(event);
  },
  *csv(rows, t) {
    yield csvLine(columns.map((column) => column.name));
    for (const row of rows) yield csvLine(columns.map((column) => column.of(row, t)));
  },
  *md(rows, t) {
    yield markdownLine(columns.map((column) => column.name));
    yield markdownRule(columns.length);
    for (const row of rows) yield markdownLine(columns.map((column) => column.of(row, t)));
  },
};

export function listEvents({ data, query, limit, format, t }: EventsOptions): Promise<void> {
  return withArchive(data, t, (archive) => {
    const rows = archive.events(query, limit ?? Number.POSITIVE_INFINITY);
    if (!rows.ok) return fail(t, rows.error, 2);
    for (const line of writers[format](rows.value, t)) process.stdout.write(`${line}\n`);
  });
}
