// A laptop with a network of its own, behind a router of its own, as network namespaces; both can fail.
import { execFileSync, spawnSync } from 'node:child_process';

export interface Laptop {
  /** Address of this machine as the laptop sees it: where a service is to listen. */
  readonly service: string;
  /** Before a program, runs it on the laptop. */
  readonly prefix: readonly string[];
  /** The laptop's own cable, or Wi-Fi: its address goes and comes with it. */
  cable(state: 'in' | 'out'): void;
  /** The line behind the router: everything vanishes on it without a word, and the laptop's own network stays. */
  line(state: 'whole' | 'cut'): void;
  /** The laptop has another address than before. */
  changeAddress(): void;
  /** Ends what still runs on it, too. */
  close(): void;
}

const ip = (...args: string[]) => execFileSync('ip', args, { stdio: 'pipe', encoding: 'utf8' });
let count = 0;

export function createLaptop(): Laptop {
  count += 1;
  const id = `${process.pid}n${count}`;
  const laptop = `tablewatch-laptop-${id}`;
  const router = `tablewatch-router-${id}`;
  const net = freeNet();
  const [service, uplink] = [`${net}.1`, `${net}.2`];
  const [gateway, before, after] = [`${net}.129`, `${net}.130`, `${net}.131`];
  const onLaptop = (...args: string[]) => ip('-n', laptop, ...args);
  const onRouter = (...args: string[]) => ip('-n', router, ...args);
  /** A namespace goes only with the last process in it, its cables at once. */
  const close = () => {
    for (const pid of spawnSync('ip', ['netns', 'pids', laptop]).stdout.toString().split('\n'))
      if (pid !== '') spawnSync('kill', ['-9', pid]);
    spawnSync('ip', ['-n', router, 'link', 'del', 'lan']);
    spawnSync('ip', ['-n', router, 'link', 'del', 'wan']);
    spawnSync('ip', ['addr', 'del', `${service}/32`, 'dev', 'lo']);
    spawnSync('ip', ['netns', 'del', laptop]);
    spawnSync('ip', ['netns', 'del', router]);
  };
  const join = (address: string) => {
    onLaptop('addr', 'add', `${address}/25`, 'dev', 'eth');
    onLaptop('route', 'replace', 'default', 'via', gateway);
  };
  try {
    ip('netns', 'add', laptop);
    ip('netns', 'add', router);
    ip('netns', 'exec', router, 'sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward');
    onRouter('link', 'add', 'lan', 'type', 'veth', 'peer', 'name', 'eth', 'netns', laptop);
    onRouter('link', 'add', 'wan', 'type', 'veth', 'peer', 'name', `tw${id}`, 'netns', '1');
    // On loopback, so that no other test, whose app watches this machine's network, takes it for another network.
    ip('addr', 'add', `${service}/32`, 'dev', 'lo');
    ip('link', 'set', `tw${id}`, 'up');
    ip('route', 'add', `${uplink}/32`, 'dev', `tw${id}`, 'src', service);
    onRouter('addr', 'add', `${uplink}/25`, 'dev', 'wan');
    onRouter('addr', 'add', `${gateway}/25`, 'dev', 'lan');
    for (const device of ['lo', 'wan', 'lan']) onRouter('link', 'set', device, 'up');
    ip('route', 'add', `${net}.128/25`, 'via', uplink, 'src', service);
    for (const device of ['lo', 'eth']) onLaptop('link', 'set', device, 'up');
    join(before);
  } catch (error) {
    close();
    throw error;
  }
  return {
    service,
    prefix: ['ip', 'netns', 'exec', laptop],
    cable(state) {
      onLaptop('link', 'set', 'eth', state === 'in' ? 'up' : 'down');
      // The way out went with the cable.
      if (state === 'in') onLaptop('route', 'replace', 'default', 'via', gateway);
    },
    line(state) {
      for (const address of [service, before, after])
        onRouter('route', state === 'cut' ? 'add' : 'del', 'blackhole', `${address}/32`);
    },
    changeAddress() {
      onLaptop('addr', 'flush', 'dev', 'eth');
      onLaptop('addr', 'add', `${after}/25`, 'dev', 'eth');
    },
    close,
  };
}

/** Of the range kept for measurements of networks, so that it is nobody's (https://www.rfc-editor.org/rfc/rfc2544). */
function freeNet(): string {
  const taken = ip('-4', '-o', 'addr', 'show');
  for (let part = 0; part < 250; part += 1) {
    const net = `198.19.${(process.pid + part) % 250}`;
    if (!taken.includes(`${net}.`)) return net;
  }
  throw new Error('no network is free');
}
