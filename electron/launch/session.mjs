// One run of a launch script: the processes it starts, the signals it passes on, what it cleans up.
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { watchParent } from './parent.mjs';
import { say } from './words.mjs';

/** How long a program has to end after it was asked to, before it is killed. */
const graceMs = 15_000;
/** npm repeats a signal that the terminal already sent to everyone; within this time it counts once. */
const sameSignalMs = 1_000;
const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string} [cwd]
 * @property {boolean} [quiet] keep the output instead of showing it
 * @property {number} [limitMs] ask it to end after this time
 *
 * @typedef {object} Ran
 * @property {number} code exit code; 128 + number when a signal ended it, 127 when it did not start
 * @property {string} output what it printed, when quiet
 *
 * @typedef {ReturnType<typeof createSession>} Session
 */

const ownGroup = process.platform !== 'win32';
// Ends a program when this process is killed without a chance to do it. Linux only: PR_SET_PDEATHSIG by the tool of
// util-linux; BusyBox has a tool of the same name that cannot do it.
const setpriv = '/usr/bin/setpriv';
const leash =
  existsSync(setpriv) && realpathSync(setpriv).endsWith('/setpriv')
    ? [setpriv, '--pdeathsig', 'TERM']
    : [];

/**
 * Starts a program in a process group of its own, so that Ctrl-C reaches it through us: once, and in our order.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function startProgram(command, args, options) {
  const [first = command, ...rest] = [...leash, command, ...args];
  return spawn(first, rest, { ...options, detached: ownGroup, windowsHide: true });
}

/** @param {number | undefined} pid of a group's first process */
export function killGroup(pid) {
  if (pid === undefined || !ownGroup) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // nobody is left
  }
}

function createSession() {
  /** @type {Set<import('node:child_process').ChildProcess>} */
  const running = new Set();
  /** @type {(() => Promise<void>)[]} */
  const cleanUps = [];
  /** @type {number | null} */
  let stopCode = null;
  let lastSignal = Number.NEGATIVE_INFINITY;

  /** @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
  const end = (child, signal) => {
    child.kill(signal);
    setTimeout(() => killGroup(child.pid), graceMs).unref();
  };
  /** @param {NodeJS.Signals} signal */
  const onSignal = (signal) => {
    if (performance.now() - lastSignal < sameSignalMs) return;
    lastSignal = performance.now();
    stopCode = 128 + constants.signals[signal];
    for (const child of running) end(child, signal);
  };
  for (const signal of signals) process.on(signal, onSignal);
  const forgetParent = watchParent(() => onSignal('SIGTERM'));

  return {
    /** The exit code once a signal asked this run to end. */
    get stopCode() {
      return stopCode;
    },

    /**
     * @param {string} command
     * @param {readonly string[]} args
     * @param {RunOptions} [options]
     * @returns {Promise<Ran>}
     */
    run(command, args, { env = process.env, cwd, quiet = false, limitMs } = {}) {
      if (stopCode !== null) return Promise.resolve({ code: stopCode, output: '' });
      return new Promise((resolve) => {
        const child = startProgram(command, args, {
          env,
          ...(cwd === undefined ? {} : { cwd }),
          stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
        });
        running.add(child);
        let output = '';
        for (const stream of [child.stdout, child.stderr]) {
          stream?.setEncoding('utf8').on('data', (text) => {
            output += text;
          });
        }
        const limit =
          limitMs === undefined ? undefined : setTimeout(() => end(child, 'SIGTERM'), limitMs);
        /** @param {number} code @param {string} text */
        const finish = (code, text) => {
          clearTimeout(limit);
          running.delete(child);
          resolve({ code, output: text });
        };
        child.once('error', (error) => finish(127, error.message));
        child.once('exit', () => killGroup(child.pid)); // what it left behind would keep its output open
        child.once('close', (code, signal) =>
          finish(code ?? 128 + (signal ? constants.signals[signal] : 0), output),
        );
      });
    },

    /** Things that are done once in a run, such as asking for the newest list of system packages. */
    once: new Set(),

    /** @param {() => Promise<void>} cleanUp done when the run ends; the last one given is the first one done */
    atEnd(cleanUp) {
      cleanUps.push(cleanUp);
    },

    async close() {
      for (const cleanUp of cleanUps.reverse()) await cleanUp();
      forgetParent();
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}

/**
 * Does the work of a launch script and ends with its exit code.
 * @param {(session: Session) => Promise<import('./outcome.mjs').Outcome<number>>} work gives the exit code
 */
export async function launch(work) {
  const session = createSession();
  try {
    const outcome = await work(session);
    if (!outcome.ok && session.stopCode === null) say(outcome.problem);
    process.exitCode = outcome.ok ? outcome.value : (session.stopCode ?? 1);
  } finally {
    await session.close();
  }
}
