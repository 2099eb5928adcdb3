// Calls to a service: with a token that is fresh, few at once, tried again where that helps, and within the day's limit.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openServiceDesk, type Setup, start } from './stand-in-desk';
import { type StandInService, startStandIn } from './stand-in-service';

let service: StandInService;
beforeEach(async () => {
  service = await startStandIn();
});
afterEach(() => service.close());

const openDesk = (setup?: Setup) => openServiceDesk(service, setup);
const renewals = () => service.asked.filter((call) => call.endsWith('/renew')).length;

describe('a token', () => {
  it('that is about to end is renewed before, once for all that wait', async () => {
    const endsAt = String(start + 4 * 60_000);
    const desk = openDesk({ secrets: { token: 't1', refresh: 'r1', endsAt } });
    const answers = await Promise.all(['/a', '/b', '/c'].map((path) => desk.get(path)));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(service.asked).toEqual(['POST /renew', 'GET /a', 'GET /b', 'GET /c']);
    expect(desk.vault.get('connection/c1/token')).toBe('t2');
    expect(desk.vault.get('connection/c1/endsAt')).toBe(String(start + 3_600_000));
    expect(desk.renewed).toEqual(['c1']);
  });

  it('that the service no longer takes is renewed once, and the work is done again from its start', async () => {
    const desk = openDesk();
    service.token = 'another';
    const answers = await Promise.all(['/a', '/b', '/c'].map((path) => desk.get(path)));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(renewals()).toBe(1);
    expect(service.asked.filter((call) => call === 'GET /a')).toHaveLength(2);
    // Its end is known now, and was not before.
    expect(desk.store.connections.get('c1')?.secretNames).toEqual(['token', 'refresh', 'endsAt']);
  });

  it('that cannot be renewed asks for a sign-in, by name, and does not bother the service over and over', async () => {
    const desk = openDesk();
    service.token = 'another';
    service.agrees = false;
    const needed = {
      ok: false,
      error: { code: 'sign-in-needed', params: { connection: 'Sales' } },
    };
    expect(await desk.get('/a')).toEqual(needed);
    expect(await desk.get('/b')).toEqual(needed);
    expect(renewals()).toBe(1);
    // Entering another one is enough.
    desk.vault.set('connection/c1/token', 'another');
    desk.directory.reload();
    expect((await desk.get('/c')).ok).toBe(true);
  });

  it('that ends soon by our clock is still used while no new one comes', async () => {
    const desk = openDesk({ secrets: { token: 't1', refresh: 'r1', endsAt: String(start) } });
    service.agrees = false;
    expect((await desk.get('/a')).ok).toBe(true);
    expect((await desk.get('/b')).ok).toBe(true);
    expect(renewals()).toBe(1);
  });

  it('entered while the service was working is not overwritten', async () => {
    const desk = openDesk();
    service.token = 'pasted';
    service.instead = (request) => {
      if (request.url === '/renew') desk.vault.set('connection/c1/token', 'pasted');
      return false;
    };
    await desk.get('/a');
    expect(desk.vault.get('connection/c1/token')).toBe('pasted');
  });

  it('that was lost with the vault is asked for as such', async () => {
    const desk = openDesk({ secrets: {}, lost: ['token'] });
    const lost = { code: 'secret-lost', params: { name: 'token' } };
    expect(await desk.get('/a')).toEqual({ ok: false, error: lost });
  });
});

describe('a service in trouble', () => {
  it('is asked again for what only reads, as late as it says, and every try counts', async () => {
    const desk = openDesk();
    let refusals = 2;
    service.instead = (_request, response) => {
      if (refusals === 0) return false;
      refusals -= 1;
      response.writeHead(503, refusals === 1 ? { 'retry-after': '3' } : {}).end();
      return true;
    };
    expect((await desk.get('/a')).ok).toBe(true);
    expect(service.asked).toHaveLength(3);
    expect(desk.waits.filter((ms) => ms !== 5000)).toEqual([3000, 1000]);
    expect(desk.used()).toBe(3);
  });

  it('is not asked again to change something, nor when it wants a long rest', async () => {
    const desk = openDesk();
    service.instead = (_request, response) => {
      response.writeHead(503, { 'retry-after': '60' }).end();
      return true;
    };
    await desk.get('POST /a');
    await desk.get('/b');
    expect(service.asked).toEqual(['POST /a', 'GET /b']);
  });

  it('may drop a connection', async () => {
    const desk = openDesk();
    service.instead = (request) => {
      if (service.asked.length > 1) return false;
      request.socket.destroy();
      return true;
    };
    expect((await desk.get('/a')).ok).toBe(true);
    expect(service.asked).toHaveLength(2);
  });

  it('gets at most four calls at once', async () => {
    const desk = openDesk();
    let held: (() => void)[] = [];
    service.instead = (_request, response) => {
      held.push(() => response.end('[]'));
      if (held.length === 4) {
        for (const answer of held) answer();
        held = [];
      }
      return true;
    };
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => desk.get(`/${n}`)));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(service.mostAtOnce()).toBe(4);
  });
});

describe('the limit of a day', () => {
  it('stops comparing before reading values, and tells', async () => {
    const desk = openDesk({ limit: 20 });
    for (let n = 0; n < 17; n += 1) await desk.get('/a');
    const refused = await desk.get('/b', 'compare');
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'budget-spent', params: { used: 17, limit: 20 } },
    });
    expect((await desk.get('/c', 'values')).ok).toBe(true);
    expect(service.asked).not.toContain('GET /b');
  });

  it('is never overrun by calls made side by side', async () => {
    const desk = openDesk({ limit: 20 });
    await Promise.all(Array.from({ length: 40 }, () => desk.get('/a', 'person')));
    expect(service.asked).toHaveLength(20);
  });

  it('is believed when the service says so', async () => {
    const desk = openDesk();
    service.instead = (_request, response) => {
      response.writeHead(429, { 'retry-after': '7200' }).end();
      return true;
    };
    expect(await desk.get('/a')).toMatchObject({ error: { code: 'service-busy' } });
    expect(await desk.get('/b')).toMatchObject({ error: { code: 'budget-spent' } });
    expect(service.asked).toEqual(['GET /a']);
  });
});

describe('a call that came too early', () => {
  it.each([429, 400])(
    'is made again when the service says that it may, after a %i',
    async (status) => {
      const desk = openDesk();
      let refusals = 1;
      service.instead = (_request, response) => {
        if (refusals === 0) return false;
        refusals -= 1;
        response.writeHead(status, { 'x-ogw-ratelimit-reset': '4' }).end();
        return true;
      };
      // Also one that is no mere question: what was refused for its rate has done nothing.
      const answer = await desk.services.call('c1', 'values', (_bound, http) =>
        http.request({ method: 'POST', url: `${service.url}/search` }),
      );
      expect(answer.ok).toBe(true);
      expect(service.asked).toEqual(['POST /search', 'POST /search']);
      expect(desk.waits).toContain(4000);
    },
  );
});

describe('a window that calls are counted in', () => {
  /** @param left s until its end, by the service's clock, which is `ahead` ms ahead of ours */
  const refuse = (left: number, ahead = 0) => {
    const date = Math.floor((start + ahead) / 1000) * 1000;
    const headers = {
      date: new Date(date).toUTCString(),
      'x-ratelimit-reset': String(date / 1000 + left),
    };
    let refusals = 1;
    service.instead = (_request, response) => {
      if (refusals === 0) return false;
      refusals -= 1;
      response.writeHead(429, headers).end();
      return true;
    };
  };

  it('is waited for when it ends soon', async () => {
    const desk = openDesk();
    refuse(4);
    expect((await desk.get('/a')).ok).toBe(true);
    expect(desk.waits).toContain(4000);
  });

  it('is known to whoever tries again later, however wrong the clocks are', async () => {
    const desk = openDesk();
    refuse(45, -3 * 3_600_000);
    expect(await desk.get('/a')).toMatchObject({ error: { code: 'service-busy' } });
    expect(service.asked).toEqual(['GET /a']);
    expect(desk.services.asked('c1')).toBe(start + 45_000);
    refuse(24 * 3600);
    await desk.get('/b');
    expect(desk.services.asked('c1')).toBe(start + 5 * 60_000);
  });
});

it('takes a service that asks to wait three times in a row for one whose day is spent', async () => {
  const desk = openDesk();
  let isBusy = true;
  service.instead = (_request, response) => {
    if (isBusy) response.end('busy');
    return isBusy;
  };
  const codes: unknown[] = [];
  const look = async () => {
    const answer = await desk.get('/a');
    codes.push(answer.ok ? 'ok' : answer.error.code);
  };
  await look();
  await look();
  isBusy = false;
  await look();
  isBusy = true;
  for (let n = 0; n < 4; n += 1) await look();
  desk.time.now += 3_600_000;
  isBusy = false;
  await look();
  const busy = 'service-busy';
  expect(codes).toEqual([busy, busy, 'ok', busy, busy, busy, 'budget-spent', 'ok']);
});

it('reads the clock of the service from its answers', async () => {
  const desk = openDesk();
  expect(desk.services.clockSkew('c1')).toBeNull();
  service.instead = (_request, response) => {
    response.setHeader('date', new Date(desk.time.now + 90_000).toUTCString());
    return false;
  };
  await desk.get('/a');
  expect(Math.abs((desk.services.clockSkew('c1') ?? 0) - 90_000)).toBeLessThanOrEqual(500);
});

it('says that a connection is gone', async () => {
  const desk = openDesk();
  desk.store.connections.remove('c1', { history: false });
  expect(await desk.get('/a')).toEqual({ ok: false, error: { code: 'not-found' } });
});
