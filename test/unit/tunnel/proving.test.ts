// A link is believed only as far as it is proved: by a question of our own, or by what arrives.
import { describe, expect, test } from 'vitest';
import { createOwnProvider } from '#core/tunnel/own';
import {
  busy,
  clock,
  kinds,
  lost,
  provider,
  proxyFails,
  receiver,
  silence,
  stage,
  stranger,
  supervisor,
  unknownName,
  url,
  waits,
} from './stage';

test('a link that stands is proved again every ten minutes, and closed when it fails', async () => {
  supervisor.start(provider, receiver);
  await clock.pass(20 * 60_000);
  expect(stage.proofs).toHaveLength(3);
  stage.probe = stranger;
  await clock.pass(10 * 60_000);
  expect(supervisor.state()).toMatchObject({ kind: 'retrying', problem: stranger.problem });
  expect(stage.openLinks).toBe(0);
});

test('a name that is unknown here keeps the link, says so, and is asked for again', async () => {
  stage.probe = unknownName;
  supervisor.start(provider, receiver);
  await clock.pass(5000);
  expect(supervisor.state()).toEqual({ kind: 'unproved', url, problem: unknownName.problem });
  stage.probe = 'works';
  await clock.pass(4000);
  expect(supervisor.state().kind).toBe('online');
  expect(stage.tries).toHaveLength(1);
});

describe('an address that no question of ours comes back through', () => {
  const foreign = () => ({ ...provider, isForeign: true, proveEvery: () => 60_000 });

  test('keeps its link and is not called lost while none ever did', async () => {
    stage.probe = silence;
    supervisor.start(provider, receiver);
    await clock.pass(60_000);
    expect(kinds()).not.toContain('retrying');
    expect(supervisor.state()).toEqual({ kind: 'unproved', url, problem: silence.problem });
    expect(stage.tries).toHaveLength(1);
  });

  test('is lost when one did before', async () => {
    supervisor.start(foreign(), receiver);
    await clock.settle();
    stage.probe = silence;
    await clock.pass(60_000);
    expect(supervisor.state()).toMatchObject({ kind: 'retrying', problem: silence.problem });
  });

  test('is proved by a delivery, and stays so with later ones', async () => {
    stage.probe = silence;
    supervisor.start(foreign(), receiver);
    await clock.pass(5000);
    supervisor.arrived();
    const first = { kind: 'online', url, provedAt: clock.now(), roundTripMs: null };
    expect(supervisor.state()).toEqual(first);
    await clock.pass(10 * 60_000);
    expect(supervisor.state()).toEqual(first);
    supervisor.arrived();
    const last = { ...first, provedAt: clock.now() };
    await clock.pass(60_000);
    expect(supervisor.state()).toEqual(last);
    expect(kinds().slice(1)).not.toContain('connecting');
    stage.probe = 'works';
    await clock.pass(60_000);
    expect(supervisor.state()).toMatchObject({ kind: 'online', roundTripMs: 5 });
  });

  test('is back with a delivery though a stranger answers our questions', async () => {
    supervisor.start(foreign(), receiver);
    await clock.settle();
    stage.probe = stranger;
    await clock.pass(60_000);
    expect(supervisor.state().kind).toBe('retrying');
    supervisor.arrived();
    await clock.settle();
    expect(supervisor.state()).toMatchObject({ kind: 'online', roundTripMs: null });
    await clock.pass(60 * 60_000);
    expect(supervisor.state()).toMatchObject({ kind: 'online', roundTripMs: null });
    stage.probe = proxyFails;
    await clock.pass(60_000);
    expect(supervisor.state()).toMatchObject({ kind: 'retrying', problem: proxyFails.problem });
  });

  test('is not proved by what a link that is gone had still brought', async () => {
    stage.probe = silence;
    supervisor.start(provider, receiver);
    await clock.settle();
    supervisor.arrived();
    expect(supervisor.state().kind).toBe('online');
    stage.lose(lost);
    await clock.settle();
    supervisor.arrived();
    expect(supervisor.state().kind).toBe('retrying');
    await clock.pass(2000);
    expect(supervisor.state().kind).toBe('unproved');
  });
});

test('a delivery changes nothing about an address that is proved', async () => {
  supervisor.start(provider, receiver);
  await clock.settle();
  supervisor.arrived();
  expect(supervisor.state()).toMatchObject({ kind: 'online', roundTripMs: 5 });
  stage.probe = stranger;
  await clock.pass(10 * 60_000);
  expect(supervisor.state().kind).toBe('retrying');
});

describe('when the person wants to know', () => {
  test('a slow link is given its time, and stays', async () => {
    supervisor.start(provider, receiver);
    await clock.settle();
    stage.probeMs = 4000;
    supervisor.check();
    await clock.pass(4000);
    expect(supervisor.state()).toMatchObject({ kind: 'online', provedAt: clock.now() });
    expect(stage.tries).toHaveLength(1);
  });

  test('a waiting try is made at once', async () => {
    stage.open = busy;
    supervisor.start(provider, receiver);
    await clock.pass(5000);
    supervisor.check();
    await clock.settle();
    expect(waits()).toEqual([5000]);
  });
});

test('a way that costs nothing is proved every minute', async () => {
  supervisor.start({ ...provider, proveEvery: () => 60_000 }, receiver);
  await clock.settle();
  expect(stage.proofs).toHaveLength(1);
  stage.probe = stranger;
  await clock.pass(60_000);
  expect(stage.proofs).toHaveLength(2);
  expect(supervisor.state()).toMatchObject({ kind: 'retrying', problem: stranger.problem });
});

test('where nothing tells that the person’s own program is back, it is asked for every few seconds at first', async () => {
  const own = createOwnProvider({ url });
  stage.probe = proxyFails;
  supervisor.start(own, receiver);
  await clock.pass(120_000);
  const gaps = stage.proofs.slice(1).map((at, index) => at - (stage.proofs[index] ?? 0));
  expect(Math.max(...gaps)).toBeLessThanOrEqual(3000);
  await clock.pass(3_600_000);
  const last = stage.proofs.slice(-2);
  expect((last[1] ?? 0) - (last[0] ?? 0)).toBe(30_000);
});
