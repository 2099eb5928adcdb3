// Reads JSON columns: a row that was damaged on disk gives null, never an exception.
import type { z } from 'zod';

export function readJson<T extends z.ZodType>(
  schema: T,
  json: string | null | undefined,
): z.output<T> | null {
  if (json === null || json === undefined) return null;
  try {
    const checked = schema.safeParse(JSON.parse(json));
    return checked.success ? checked.data : null;
  } catch {
    return null;
  }
}
