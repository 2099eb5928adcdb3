// A program: measures what the public address costs and how soon it is back, each beside what one would have without it.
import { noNetwork } from '../../tunnel/ssh/network';
import { measureCarrying } from './carrying';
import { print, printTable, quantile, seconds } from './figures';
import { closeLaptops, inLanes, outages, recoverApp, recoverRival } from './outages';

/** How often each outage happens to the app, and to the SDK alone, which keeps to a fixed timetable. */
const rounds = { app: Number(process.env.ROUNDS ?? 10), rival: 3 } as const;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => {
    closeLaptops();
    process.exit(1);
  });
await measureCarrying();
await measureRecovery();

async function measureRecovery(): Promise<void> {
  print();
  print('Back after an outage: from the return of the network to a request carried');
  const hindrance = noNetwork();
  if (hindrance !== null) {
    print(`  skipped: ${hindrance}`);
    return;
  }
  const times = <T>(count: number, job: () => Promise<T>) =>
    Array.from({ length: count }, () => job);
  const jobs = outages.flatMap((outage) => times(rounds.app, () => recoverApp(outage)));
  const alone = outages.flatMap((outage) => times(rounds.rival, () => recoverRival(outage)));
  const [app, rival] = await Promise.all([inLanes(jobs, 7), inLanes(alone, alone.length)]);
  const row = (own: readonly (number | null)[]) => {
    const values = own.map((ms) => ms ?? Number.POSITIVE_INFINITY);
    return [quantile(values, 0.5), Math.max(...values)].map(seconds);
  };
  printTable([
    ['outage', 'median', 'worst', 'SDK alone: median', 'worst'],
    ...outages.map(({ name }, index) => [
      name,
      ...row(app.slice(index * rounds.app, (index + 1) * rounds.app)),
      ...row(rival.slice(index * rounds.rival, (index + 1) * rounds.rival)),
    ]),
  ]);
  print(
    `  ${rounds.app} times each, in full length; the SDK alone ${rounds.rival} times, never: not within 150 s.`,
  );
}
