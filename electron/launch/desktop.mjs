// The desktop a program needs: a display and a session bus. What is not there is started, and ended with the run.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { done, failed } from './outcome.mjs';
import { killGroup, startProgram } from './session.mjs';
import { say, words } from './words.mjs';

/** @typedef {import('./session.mjs').Session} Session */

const startLimitMs = 20_000;

/**
 * Starts a server that writes one line to file descriptor 3 when it is ready: its address.
 * @param {Session} session
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<import('./outcome.mjs').Outcome<string>>}
 */
async function startServer(session, program, args, env) {
  const child = startProgram(program, args, { env, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close').catch(() => undefined); // 'error' when it cannot be started
  session.atEnd(async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => killGroup(child.pid), 5_000);
    await ended;
    clearTimeout(timer);
  });
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    complaint = `${complaint}${text}`.slice(-2_000);
  });
  /** @type {Promise<string | null>} */
  const line = new Promise((resolve) => {
    let text = '';
    child.stdio[3]?.on('data', (/** @type {Buffer} */ chunk) => {
      text += chunk.toString();
      if (text.includes('\n')) resolve(text.trim());
    });
    void ended.then(() => resolve(null));
    setTimeout(() => resolve(null), startLimitMs).unref();
  });
  const address = await line;
  return address === null ? failed(words.desktopFailed(program), complaint) : done(address);
}

/**
 * A key for a display whose number is not known yet: the entry of an Xauthority file (Xau(3)) for any host and any
 * number, so that other users of the machine cannot look at the display.
 */
function authorityEntry() {
  /** @param {Buffer} bytes */
  const counted = (bytes) => Buffer.concat([Buffer.from([0, bytes.length]), bytes]);
  const familyWild = Buffer.from([0xff, 0xff]);
  const anything = counted(Buffer.alloc(0));
  const cookie = [counted(Buffer.from('MIT-MAGIC-COOKIE-1')), counted(randomBytes(16))];
  return Buffer.concat([familyWild, anything, anything, ...cookie]);
}

/** @param {Session} session @param {string} folder @returns {Promise<import('./outcome.mjs').Outcome<NodeJS.ProcessEnv>>} */
async function virtualDisplay(session, folder) {
  const authority = path.join(folder, 'xauthority');
  await writeFile(authority, authorityEntry(), { mode: 0o600 });
  const screen = ['-screen', '0', '1440x900x24', '-nolisten', 'tcp'];
  const args = ['-displayfd', '3', '-auth', authority, ...screen];
  const server = await startServer(session, 'Xvfb', args, process.env);
  if (!server.ok) return server;
  return done({
    DISPLAY: `:${server.value}`,
    XAUTHORITY: authority,
    XDG_SESSION_TYPE: 'x11',
    WAYLAND_DISPLAY: undefined,
  });
}

/**
 * @typedef {object} Wish
 * @property {boolean} [apart] a desktop of its own with its own folders, so that tests neither see nor touch the person's
 *   windows, notifications, keyring, settings and autostart
 */

/** @param {Wish} wish @returns {{ display: boolean, bus: boolean }} what has to be started */
function missingParts({ apart = false }) {
  const { DISPLAY, WAYLAND_DISPLAY, DBUS_SESSION_BUS_ADDRESS } = process.env;
  return {
    display: apart || !(DISPLAY || WAYLAND_DISPLAY),
    bus: apart || !DBUS_SESSION_BUS_ADDRESS,
  };
}

/**
 * @param {Wish} [wish]
 * @returns {string[]} the programs that `openDesktop` will start
 */
export function desktopPrograms(wish = {}) {
  const missing = missingParts(wish);
  return [...(missing.display ? ['Xvfb'] : []), ...(missing.bus ? ['dbus-daemon'] : [])];
}

/**
 * @param {Session} session
 * @param {Wish} [wish]
 * @returns {Promise<import('./outcome.mjs').Outcome<{ env: NodeJS.ProcessEnv, isVirtual: boolean }>>} the environment
 *   for a program on it, and whether nobody sees its display
 */
export async function openDesktop(session, wish = {}) {
  const env = { ...process.env };
  delete env.ELECTRON_RUN_AS_NODE; // terminals inside Electron editors set it
  if (process.platform !== 'linux') return done({ env, isVirtual: false });

  const missing = missingParts(wish);
  const folder = await mkdtemp(path.join(tmpdir(), 'tablewatch-desktop-'));
  session.atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  if (missing.display) {
    if (!wish.apart) say(words.virtualDisplay);
    const display = await virtualDisplay(session, folder);
    if (!display.ok) return display;
    Object.assign(env, display.value);
  }
  if (wish.apart) {
    env.XDG_CONFIG_HOME = path.join(folder, 'config');
    env.XDG_DATA_HOME = path.join(folder, 'data');
    env.XDG_RUNTIME_DIR = folder; // made with mode 0700 by mkdtemp, as it must be
  }
  if (missing.bus) {
    const args = ['--session', '--nofork', '--nopidfile', '--print-address=3'];
    const bus = await startServer(session, 'dbus-daemon', args, env); // the services it starts get this environment
    if (!bus.ok) return bus;
    env.DBUS_SESSION_BUS_ADDRESS = bus.value;
    // Chromium complains on stderr about a missing system bus; it does not about an empty one
    if (!existsSync('/run/dbus/system_bus_socket')) env.DBUS_SYSTEM_BUS_ADDRESS = bus.value;
  }
  return done({ env, isVirtual: missing.display });
}
