// One cell as deliveries tell it: its column, what is in it, and what was.
import { z } from 'zod';

const text = z.string().nullish().catch(null);

export const cell = z.object({
  column_key: z.string(),
  column_name: text,
  column_type: text,
  column_data: z.unknown().optional(),
  value: z.unknown().optional(),
  old_value: z.unknown().optional(),
});
export type Cell = z.infer<typeof cell>;
