// Problems as JSON columns.
import { z } from 'zod';
import type { Problem } from '#shared/result';
import { readJson } from './json-column';

const problem = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

export const problemColumn = (value: Problem | null): string | null =>
  value ? JSON.stringify(value) : null;

export const readProblem = (json: string | null): Problem | null =>
  readJson(problem, json) as Problem | null; // we wrote it; a code of an older version is shown as it is
