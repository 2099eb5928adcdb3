// What a laptop's life does to a public address over ngrok: no network, a line that swallows everything, another address.
import { describe, expect, it, type TestContext } from 'vitest';
import { createLaptop } from './laptop';
import { startLaptopApp, untilReached } from './laptop-app';
import { createNgrokService } from './ngrok-service/service';
import { noNetwork } from './ssh/network';

const hindrance = noNetwork();

/** The app on a laptop of its own, online; everything is closed at the end of the test. */
async function start({ onTestFinished, skip }: TestContext) {
  if (hindrance !== null) skip(hindrance);
  const laptop = createLaptop();
  onTestFinished(laptop.close);
  const service = await createNgrokService({ announce: 'door', host: laptop.service });
  onTestFinished(service.close);
  // as long as its agents say that they wait themselves
  service.faults.expiryMs = 8000;
  const app = await startLaptopApp(laptop, service);
  onTestFinished(app.close);
  await app.until('online');
  const { url } = await service.facts.waitFor('bind');
  expect(await untilReached(url, 5000)).not.toBeNull();
  return { laptop, service, app, url };
}

// At the same time, since each only waits until a loss is noticed.
describe.concurrent('a laptop whose network fails', { timeout: 60_000 }, () => {
  it('is reached again once its cable is plugged in', async (context) => {
    const { laptop, app, service, url } = await start(context);
    laptop.cable('out');
    await app.until('retrying');
    await service.facts.waitFor('disconnect');
    laptop.cable('in');
    expect(await untilReached(url, 10_000)).toBeLessThan(5000);
    await app.until('online');
    expect(service.sessions()).toHaveLength(1);
  });

  it('notices a line that swallows everything, and is reached again once it does not', async (context) => {
    const { laptop, app, url } = await start(context);
    laptop.line('cut');
    await app.until('retrying');
    // A try that hangs, and the wait after it, are given up for the network that is back.
    await app.until('connecting');
    laptop.line('whole');
    expect(await untilReached(url, 10_000)).toBeLessThan(5000);
    await app.until('online');
  });

  it('is reached again in another network, though the service holds on to the old link', async (context) => {
    const { laptop, app, service, url } = await start(context);
    laptop.cable('out');
    laptop.changeAddress();
    laptop.cable('in');
    await service.facts.waitFor('bind', 2);
    expect(await untilReached(url, 5000)).not.toBeNull();
    await app.until('online');
    expect(app.said.some(({ problem }) => problem?.code === 'ngrok-domain-busy')).toBe(true);
  });
});
