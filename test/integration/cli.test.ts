// The command line as a program: its first line, its events, its signals, its exit codes.
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { post, seatableEdit } from './desk';
import { config, data, events, failing, folder, run, seatable, serve } from './program';

describe('serve', () => {
  test('prints each stored event, and ends with 0 on SIGTERM', async () => {
    const served = await serve('--config', config([seatable]));
    const answer = await post(`${served.receiver}/in/crm-address`, seatableEdit('r1', 'a', 'b'));
    expect(answer.status).toBe(200);
    expect(await served.nextLine()).toMatchObject({
      type: 'event',
      event: { source: 'seatable', connectionId: 'crm', record: { id: 'r1' } },
    });
    served.child.kill('SIGTERM');
    expect(await served.exited).toBe(0);
  });

  test.each([
    ['that says nothing', ''],
    ['in its headers', 'POST /in/crm-address HTTP/1.1\r\nHost: 127'],
    [
      'in its body',
      'POST /in/crm-address HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 500\r\n\r\n{',
    ],
  ])(
    'ends on SIGTERM in spite of a sender %s',
    async (_name, request) => {
      const served = await serve('--config', config([seatable]));
      const socket = connect(Number(new URL(served.receiver).port), '127.0.0.1');
      await once(socket, 'connect');
      socket.on('error', () => {}); // it is cut off, which is what is tested
      socket.write(request);
      served.child.kill('SIGTERM');
      expect(await served.exited).toBe(0);
      socket.destroy();
    },
    5000,
  );

  test('keeps, but does not read, what it cannot check because a secret is not at hand', async () => {
    const secured = { ...seatable, secrets: { webhookSecret: 'S' } };
    const file = config([secured]);
    const first = await serve('--config', file);
    const forged = await post(`${first.receiver}/in/crm-address`, seatableEdit('forged', 'a', 'b'));
    expect(forged.status).toBe(401);
    first.child.kill('SIGTERM');
    await first.exited;

    const second = await serve(); // without the config file, so without the secret
    const held = await post(`${second.receiver}/in/crm-address`, seatableEdit('held', 'a', 'b'));
    expect(held.status).toBe(200);
    const replayed = await run('replay', '--data', data(), '--all');
    expect(JSON.parse(replayed.stdout)).toEqual({ replayed: 0, newEvents: 0, undecoded: 0 });
    const mended = await run(...['replay', '--data', data(), '--all'], ...['--config', file]);
    // Neither carries a signature, so neither becomes an event.
    expect(JSON.parse(mended.stdout)).toEqual({ replayed: 0, newEvents: 0, undecoded: 0 });
    expect(await events()).toEqual([]);
  });

  test('loses nothing it answered for when it is killed', async () => {
    const served = await serve('--config', config([seatable]));
    const bodies = Array.from({ length: 200 }, (_, n) => seatableEdit(`r${n}`, 'a', `b${n}`));
    let answered = 0;
    const posting = bodies.map(async (body) => {
      const answer = await post(`${served.receiver}/in/crm-address`, body).catch(() => null);
      if (answer?.status === 200) answered += 1;
      if (answered === 60) served.child.kill('SIGKILL');
    });
    await Promise.all(posting);
    await served.exited;
    await serve('--config', config([seatable])); // works off what was pending
    await expect
      .poll(async () => (await events()).length, { timeout: 10_000 })
      .toBeGreaterThanOrEqual(answered);
  });

  test('shows demo changes within ten seconds, and complains of nothing', async () => {
    const served = await serve('--demo');
    const sources = new Set<unknown>();
    for (let n = 0; n < 4; n += 1) {
      const line = await served.nextLine();
      expect(line.type).toBe('event');
      sources.add((line.event as { source: string }).source); // the shape is asserted just above
    }
    expect(sources.size).toBeGreaterThan(0);
    expect(served.stderr()).toBe('');
  }, 10_000);

  test('says which process holds the data folder', async () => {
    const served = await serve();
    const second = await run('serve', '--data', data()).catch(
      (error: { code: number; stderr: string }) => error,
    );
    expect(second).toMatchObject({ code: 1 });
    expect(second.stderr).toContain(String(served.child.pid));
  });

  test('takes the port it is given, and says when it is taken', async () => {
    const served = await serve();
    const { port } = new URL(served.receiver);
    const other = join(folder, 'other');
    const second = await run('serve', '--data', other, '--port', port).catch(
      (error: { code: number; stderr: string }) => error,
    );
    expect(second).toMatchObject({ code: 1 });
    expect(second.stderr).toContain(`Port ${port} is taken`);
  });

  test('takes secrets from the environment', async () => {
    const file = config([{ ...seatable, secrets: { webhookSecret: { env: 'NO_SUCH_VARIABLE' } } }]);
    const outcome = await failing('serve', '--config', file);
    expect(outcome.stderr).toContain('connections[0].secrets.webhookSecret.env');
    expect(outcome.stderr).toContain('NO_SUCH_VARIABLE');
  });
});

describe('reading a data folder', () => {
  test('events, deliveries, replay and status beside a running instance', async () => {
    const served = await serve('--config', config([seatable]));
    await post(`${served.receiver}/in/crm-address`, seatableEdit('r1', '待处理', '已完成'));
    await served.nextLine();
    await post(`${served.receiver}/in/crm-address`, 'not json');

    expect((await events()).map((event) => event.record.id)).toEqual(['r1']);
    expect(await events('--query', '处理')).toHaveLength(1);
    expect(await events('--query', 'action:deleted')).toHaveLength(0);
    expect(await events('--limit', '0')).toHaveLength(0);

    const csv = await run('events', '--data', data(), '--format', 'csv');
    expect(csv.stdout).toContain('状态: 待处理 → 已完成');
    const md = await run('events', '--data', data(), '--format', 'md');
    expect(md.stdout).toMatch(/^\| time \| source \|/);

    const kept = await run('deliveries', '--data', data(), '--state', 'undecoded');
    expect(JSON.parse(kept.stdout)).toMatchObject({
      state: 'undecoded',
      issue: { code: 'not-json' },
    });

    const replayed = await run('replay', '--data', data(), '--all');
    expect(JSON.parse(replayed.stdout)).toEqual({ replayed: 2, newEvents: 0, undecoded: 1 });

    const status = await run('status', '--data', data());
    expect(JSON.parse(status.stdout)).toMatchObject({
      events: 1,
      deliveries: { decoded: 1, undecoded: 1 },
      connections: [{ id: 'crm', subscriptions: [{ path: '/in/crm-address' }] }],
    });
  });

  test('a folder without data says so', async () => {
    const outcome = await run('events', '--data', data()).catch(
      (error: { code: number; stderr: string }) => error,
    );
    expect(outcome).toMatchObject({ code: 1 });
    expect(outcome.stderr).toContain('There is no Tablewatch data');
  });
});
