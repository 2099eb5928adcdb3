// The filter of `complex_query`: criteria on fields, joined by AND or OR.
import { z } from 'zod';
import type { Cell, Sheet } from './sheet';

/**
 * https://developer.kdocs.cn/server/dbt/query-records.html misspells `criteria` and `field` in its text; clients of the
 * service send them so. The operators beside `Equals` are taken over from the product's own scripting, unverified.
 */
export const filterShape = z.object({
  mode: z.enum(['AND', 'OR']).default('AND'),
  criteria: z.array(
    z.object({ field: z.string(), op: z.string(), values: z.array(z.unknown()).default([]) }),
  ),
});
type Filter = z.infer<typeof filterShape>;
type Test = (cell: Cell, values: readonly unknown[]) => boolean;

const text = (value: unknown): string =>
  value === undefined || value === null
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
const first = (values: readonly unknown[]) => text(values[0]);
const compare = (cell: Cell, values: readonly unknown[]) => {
  const numbers = [Number(text(cell)), Number(first(values))] as const;
  return numbers.some(Number.isNaN)
    ? text(cell).localeCompare(first(values))
    : numbers[0] - numbers[1];
};
const isEmpty = (cell: Cell) => text(cell) === '';

const tests: Readonly<Record<string, Test>> = {
  Equals: (cell, values) => text(cell) === first(values),
  NotEqu: (cell, values) => text(cell) !== first(values),
  Greater: (cell, values) => !isEmpty(cell) && compare(cell, values) > 0,
  GreaterEqu: (cell, values) => !isEmpty(cell) && compare(cell, values) >= 0,
  Less: (cell, values) => !isEmpty(cell) && compare(cell, values) < 0,
  LessEqu: (cell, values) => !isEmpty(cell) && compare(cell, values) <= 0,
  BeginWith: (cell, values) => text(cell).startsWith(first(values)),
  EndWith: (cell, values) => text(cell).endsWith(first(values)),
  Contains: (cell, values) => values.every((value) => text(cell).includes(text(value))),
  NotContains: (cell, values) => !values.some((value) => text(cell).includes(text(value))),
  Intersected: (cell, values) => values.some((value) => text(value) === text(cell)),
  Empty: isEmpty,
  NotEmpty: (cell) => !isEmpty(cell),
};

/** @returns the ids that pass, in the table's order; undefined when the filter names what is not there */
export function filtered(sheet: Sheet, filter: Filter): readonly string[] | undefined {
  const checks = filter.criteria.map(({ field: key, op, values }) => {
    const field = sheet.fieldOf(key);
    const test = tests[op];
    if (!field || !test || (op === 'Equals' && values.length !== 1)) return undefined;
    return (cells: ReadonlyMap<string, Cell>) => test(cells.get(field.id), values);
  });
  const known = checks.filter((check) => check !== undefined);
  if (known.length < checks.length) return undefined;
  return [...sheet.records]
    .filter(([, cells]) =>
      filter.mode === 'AND' || known.length === 0
        ? known.every((check) => check(cells))
        : known.some((check) => check(cells)),
    )
    .map(([recordId]) => recordId);
}
