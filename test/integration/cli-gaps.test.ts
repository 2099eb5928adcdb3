// `serve` says on a line of its own when nothing could arrive, and what became of it.
import { expect, test } from 'vitest';
import { openStore } from '#core/store/open';
import { expectOk } from './desk';
import { config, data, seatable, serve } from './program';

test('a time without the program is a line of the next run', async () => {
  const file = config([seatable]);
  const first = await serve('--config', file);
  first.child.kill('SIGTERM');
  await first.exited;
  const store = expectOk(openStore(data()));
  store.saveAlive(Date.now() - 3_600_000);
  store.close();
  const second = await serve('--config', file);
  expect(await second.nextLine()).toMatchObject({
    type: 'gap',
    gap: { reason: 'closed', state: 'filling' },
  });
  expect(await second.nextLine()).toMatchObject({
    type: 'gap',
    gap: { state: 'unfilled', problem: { code: 'catch-up-unsupported' } },
  });
});
