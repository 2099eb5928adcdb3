// `status` of a running instance: what of the tunnel's month is used, and the times in which nothing can arrive.
import { expect, test } from 'vitest';
import { config, data, freePort, run, seatable, serve } from './program';

const status = async () => JSON.parse((await run('status', '--data', data())).stdout);

test('says what of ngrok’s month is used, by the plan of the config file', async () => {
  // Nobody listens there: what is counted does not hang on it.
  const serverAddr = `127.0.0.1:${await freePort()}`;
  const plan = { requests: 100_000, gigabytes: 5 };
  const { child } = await serve(
    '--config',
    config([seatable], {
      publicAddress: { kind: 'ngrok', serverAddr, plan },
      tunnel: { authtoken: 'token_for_tests' },
    }),
  );
  const told = await status();
  expect(told).toMatchObject({ running: true, tunnel: { kind: expect.any(String) } });
  expect(told.tunnelUsage).toMatchObject({
    received: 0,
    meters: [
      { id: 'requests', used: 0, limit: 100_000, state: 'enough' },
      { id: 'data-out', used: 0, limit: 5e9, state: 'enough' },
    ],
  });
  child.kill('SIGTERM');
}, 30_000);

test('says of no month where no tunnel has one', async () => {
  await serve('--config', config([seatable]));
  expect(await status()).toMatchObject({ running: true, tunnelUsage: null, gaps: [] });
}, 30_000);
