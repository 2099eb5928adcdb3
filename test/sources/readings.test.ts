// Whoever changes how a source reads raises its `reading`, or what was stored before is never read again.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { sources } from '#core/sources/index';
import { type Golden, goldenOf } from './golden';

const file = fileURLToPath(new URL('readings.json', import.meta.url));
const known = z
  .record(
    z.string(),
    z.object({ reading: z.number().int().positive(), expected: z.record(z.string(), z.string()) }),
  )
  .parse(JSON.parse(readFileSync(file, 'utf8')));
const command = 'npx vitest run --project core test/sources/readings.test.ts --update';

const digestOf = ({ expect: expected }: Golden) =>
  createHash('sha256')
    .update(JSON.stringify([expected?.events ?? null, expected?.issue ?? null]))
    .digest('base64url')
    .slice(0, 8);

const today = Object.fromEntries(
  sources.map(({ id, reading }) => [
    id,
    { reading, expected: Object.fromEntries(goldenOf(id).map((one) => [one.name, digestOf(one)])) },
  ]),
);

test('what is expected of a golden delivery changes with the number of the reading alone', async () => {
  for (const [id, { reading, expected }] of Object.entries(today)) {
    const before = known[id];
    if (!before) continue;
    expect(reading, `\`reading\` of ${id} is never taken back`).toBeGreaterThanOrEqual(
      before.reading,
    );
    if (reading > before.reading) continue;
    const others = Object.entries(before.expected).flatMap(([name, digest]) =>
      name in expected && expected[name] !== digest ? [name] : [],
    );
    const hint = `other changes are expected of these: raise \`reading\` of ${id} to ${reading + 1}, and run ${command}`;
    expect(others, hint).toEqual([]);
  }
  const hint = `where a new delivery was read otherwise before, raise \`reading\` of its source; in any case run ${command}`;
  await expect(`${JSON.stringify(today, null, 2)}\n`, hint).toMatchFileSnapshot(file);
});
