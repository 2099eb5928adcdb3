// The state of a form: what is typed, and the issues, each gone as soon as its field is touched.
import { useState } from 'react';
import type { Problem } from '#shared/result';
import type { FormField } from '#shared/source-info';
import { checkEntry, type Entry, type FieldIssue, firstEntry, placeProblem } from './form-entry';

export function useEntry(
  fields: readonly FormField[],
  config: Readonly<Record<string, unknown>>,
  secretsSet: readonly string[],
) {
  const [entry, setEntry] = useState<Entry>(() => firstEntry(fields, config));
  const [issues, setIssues] = useState<Readonly<Record<string, FieldIssue>>>({});
  const [problem, setProblem] = useState<Problem | null>(null);

  const forget = (name: string) =>
    setIssues((all) => Object.fromEntries(Object.entries(all).filter(([key]) => key !== name)));

  return {
    entry,
    issues,
    /** What is wrong with the form as a whole. */
    problem,
    forget,
    /** @param value undefined takes the field out: a stored secret is kept */
    change(name: string, value: string | undefined) {
      forget(name);
      setEntry((all) => {
        const others = Object.fromEntries(Object.entries(all).filter(([key]) => key !== name));
        return value === undefined ? others : { ...others, [name]: value };
      });
    },
    /**
     * @param asked the fields that matter now
     * @returns whether it may be sent; else the issues are shown
     */
    check(
      asked: readonly FormField[] = fields,
      also: Readonly<Record<string, FieldIssue>> = {},
    ): boolean {
      const found = { ...checkEntry(asked, entry, secretsSet), ...also };
      setIssues(found);
      setProblem(null);
      return Object.keys(found).length === 0;
    },
    /** Shows a refusal at the field it is about, or over the form. */
    refuse(refusal: Problem, alsoNames: readonly string[] = []) {
      const placed = placeProblem(refusal, [...fields.map((field) => field.name), ...alsoNames]);
      if (placed) setIssues({ [placed.field]: placed.issue });
      else setProblem(refusal);
    },
  };
}
