// `record`: one whole record as it was after a change or at a moment, field by field, with how each is known.
import type { FeedRow } from '#shared/feed';
import type { FieldThen, RecordThen } from '#shared/record-then';
import { sayKnown, sayThen } from '#shared/say-record';
import { withArchive } from './archive';
import { csvLine, markdownLine, markdownRule } from './columns';
import type { EventsOptions } from './events';
import { fail, type Say } from './failure';

export interface RecordOptions {
  readonly data: string;
  /** Id of an event of the record. */
  readonly id: string;
  /** ms since 1970; absent: after that event. */
  readonly at?: number;
  readonly format: EventsOptions['format'];
  readonly t: Say;
}

type Lines = (row: FeedRow, record: RecordThen, t: Say) => Iterable<string>;

const iso = (at: number) => new Date(at).toISOString();
const names = ['field', 'value', 'changed', 'known'];

const cells = ({ field, held, changed, ...rest }: FieldThen, t: Say): readonly string[] => [
  field.name ?? field.id,
  held === null ? t('app.value.unknown') : held.text,
  changed ? 'yes' : '',
  sayKnown({ changed, ...rest }, t, iso),
];

const writers: Readonly<Record<EventsOptions['format'], Lines>> = {
  *ndjson({ record: of, table, base, source, link }, { fields, ...record }, t) {
    const text = sayThen(record, t, iso);
    yield JSON.stringify({
      type: 'record',
      record: of,
      table,
      base,
      source,
      link,
      ...record,
      text,
    });
    for (const field of fields) {
      yield JSON.stringify({ type: 'field', ...field, text: sayKnown(field, t, iso) });
    }
  },
  *csv(_row, { fields }, t) {
    yield csvLine(names);
    for (const field of fields) yield csvLine(cells(field, t));
  },
  *md(_row, { fields }, t) {
    yield markdownLine(names);
    yield markdownRule(names.length);
    for (const field of fields) yield markdownLine(cells(field, t));
  },
};

export function showRecord({ data, id, at, format, t }: RecordOptions): Promise<void> {
  return withArchive(data, t, (archive) => {
    const found = archive.record(id, at ?? 'after');
    if (!found.ok) return fail(t, found.error);
    const { row, record } = found.value;
    for (const line of writers[format](row, record, t)) process.stdout.write(`${line}\n`);
  });
}
