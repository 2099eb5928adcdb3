// The public address over ngrok after a loss of any kind: noticed, opened anew, and proved again.
import { describe, expect, test } from 'vitest';
import { connectSeaTable, expectOk } from '../integration/desk';
import { createStandIn } from '../sources/nocodb/stand-in';
import { choose, desk, domain, helperPids, kills, online, service, until } from './ngrok-desk';

describe('comes back', () => {
  test.each(['reset', 'close'] as const)('when the link is cut (%s)', async (how) => {
    const url = await online();
    service.dropLinks(how);
    expect(await until('retrying')).toMatchObject({ problem: { code: 'ngrok-link-lost' } });
    expect(await until('online')).toMatchObject({ url });
    expect(service.sessions()).toHaveLength(1);
  });

  test('when nothing passes any more, as soon as the machine wakes up', async () => {
    await online();
    service.dropLinks('silent');
    desk.core.woke(0);
    await until('retrying');
    const began = Date.now();
    await until('online');
    expect(Date.now() - began).toBeLessThan(1500);
  });

  test('when nothing passes any more and nobody says so', { timeout: 40_000 }, async () => {
    await online();
    service.dropLinks('silent');
    expect(await until('retrying')).toMatchObject({ problem: { code: 'ngrok-link-lost' } });
    await until('online');
  });

  test('when a login hangs and the machine wakes up', async () => {
    service.faults.hangLogins = true;
    await choose();
    await service.facts.waitFor('hang');
    service.faults.hangLogins = false;
    desk.core.woke(0);
    await until('online');
  });

  test('when the service was away', async () => {
    await online();
    await service.pause();
    await until((state) => state.kind === 'retrying' && state.problem.code === 'ngrok-no-network');
    await service.resume();
    desk.core.woke(0);
    await until('online');
  });

  test('within seconds when the service still holds the link that was lost', async () => {
    await online();
    service.faults.lingerMs = 2500;
    service.dropLinks('reset');
    await until((state) => state.kind === 'retrying' && state.problem.code === 'ngrok-domain-busy');
    const began = Date.now();
    await until('online');
    expect(Date.now() - began).toBeLessThan(8000);
  });

  test('when its process is killed', async () => {
    await online();
    kills[0]?.();
    expect(await until('retrying')).toMatchObject({ problem: { code: 'ngrok-helper-failed' } });
    await until('online');
    expect(service.sessions()).toHaveLength(1);
  });

  test('when its process hangs', { timeout: 40_000 }, async () => {
    const url = await online();
    const [pid = 0] = helperPids();
    process.kill(pid, 'SIGSTOP');
    const began = Date.now();
    expect(await until('retrying')).toMatchObject({ problem: { code: 'ngrok-helper-hung' } });
    expect(Date.now() - began).toBeLessThan(20_000);
    expect(await until('online')).toMatchObject({ url });
    expect(helperPids()).not.toContain(pid);
  });

  test('after a restart from the dashboard, not after a stop', async () => {
    await online();
    expect(await service.command('restart')).toEqual([{}]);
    await until('retrying');
    await until('online');
    expect(await service.command('stop')).toEqual([{}]);
    expect(await until('failed')).toMatchObject({ problem: { code: 'ngrok-stopped-there' } });
    expectOk(await desk.core.api['tunnel.retry']({}));
    await until('online');
  });

  test('not after a stop from the dashboard when the service hangs up at once', async () => {
    await online();
    expect(await service.command('stop')).toEqual([{}]);
    service.dropLinks('close');
    expect(await until((state) => state.kind === 'failed' || state.kind === 'retrying')).toEqual({
      kind: 'failed',
      problem: { code: 'ngrok-stopped-there' },
    });
  });

  test('with another name where none is reserved, and shows that one from then on', async () => {
    const shown = async () =>
      expectOk(await desk.core.api['connections.list']({}))[0]?.subscriptions[0]?.callbackUrl ?? '';
    await connectSeaTable(desk);
    const first = await online({ domain: null });
    expect(await shown()).toContain(`${first}/in/`);
    service.changeRandomName();
    service.dropLinks('reset');
    const next = await until((state) => state.kind === 'online' && state.url !== first);
    expect(await shown()).toContain(next.kind === 'online' ? `${next.url}/in/` : '?');
  });

  test('with another name, and has every hook at a service call that one', async () => {
    const nocodb = await createStandIn();
    const callers = () => JSON.stringify([...nocodb.hooks.values()]);
    const { id } = expectOk(
      await desk.core.api['connections.save']({
        source: 'nocodb',
        name: 'Noco',
        config: { server: nocodb.url },
        secrets: { token: 'T' },
      }),
    );
    const first = await online({ domain: null });
    const draft = { manage: true, target: { tableId: 'ta' } };
    expectOk(await desk.core.api['subscriptions.add']({ connectionId: id, draft }));
    await expect.poll(callers).toContain(`${first}/in/`);
    service.changeRandomName();
    service.dropLinks('reset');
    const next = await until((state) => state.kind === 'online' && state.url !== first);
    await expect.poll(callers).toContain(next.kind === 'online' ? `${next.url}/in/` : '?');
    await expect.poll(() => nocodb.hooks.size).toBe(1);
    await nocodb.close();
  });

  test('says so when the service takes the address away, and takes it again', async () => {
    await online();
    service.stopTunnel(domain, 'moved elsewhere', 'ERR_NGROK_334');
    expect(await until('retrying')).toMatchObject({ problem: { code: 'ngrok-domain-busy' } });
  });
});
