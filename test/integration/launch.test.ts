// The launch scripts as processes: signals, exit codes, what they leave running, and the sum for the machine that checks.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const launchScript = (name: string) => pathToFileURL(join(root, 'electron/launch', name)).href;

let folder: string;
beforeEach(async ({ skip }) => {
  if (process.platform === 'win32') skip('Windows has no signals, and no bash');
  folder = await mkdtemp(join(tmpdir(), 'tablewatch-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A program that says it is up, and on a signal takes a moment and ends with the given code. */
const program = (code: number) => `
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {
    console.log(signal);
    setTimeout(() => process.exit(${code}), 300);
  });
  setInterval(() => {}, 1000);
  console.log('pid ' + process.pid);`;

/** Starts a launch script that runs the program, and gives what is printed line by line. */
async function start(code: number): Promise<{ child: ChildProcess; lines: string[]; pid: number }> {
  const script = join(folder, 'launch.mjs');
  await writeFile(join(folder, 'program.mjs'), program(code));
  await writeFile(
    script,
    `import { launch } from '${launchScript('session.mjs')}';
     await launch(async (session) => {
       const { code } = await session.run(process.execPath, ['${join(folder, 'program.mjs')}']);
       return { ok: true, value: code };
     });`,
  );
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  await once(reader, 'line');
  return { child, lines, pid: Number(lines[0]?.replace('pid ', '')) };
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('a launched program', () => {
  test('gets a signal once, ends in its own time, and gives its exit code', async () => {
    const { child, lines, pid } = await start(7);
    child.kill('SIGINT');
    child.kill('SIGINT'); // a terminal and npm both send it
    const [code] = await once(child, 'close');
    expect(lines.slice(1)).toEqual(['SIGINT']);
    expect(code).toBe(7);
    expect(isAlive(pid)).toBe(false);
  });

  test('does not outlive a launch script that was killed', async ({ skip }) => {
    if (process.platform !== 'linux') skip('only Linux can tie a process to its parent');
    const { child, lines } = await start(0);
    child.kill('SIGKILL');
    await once(child, 'close'); // its output closes when the program has ended too
    expect(lines[1]).toBe('SIGTERM'); // the kernel may repeat it for every thread of the parent
  });
});

describe('the sum of both test commands', () => {
  /** Runs `.ci/run` with an npm that prints these outputs. */
  async function sum(test: string, real: string) {
    const npm = join(folder, 'npm');
    await writeFile(npm, `#!/bin/sh\nif [ "$1" = test ]; then ${test}; else ${real}; fi\n`);
    await chmod(npm, 0o755);
    const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
    const run = promisify(execFile)('bash', [join(root, '.ci/run')], { env });
    const { code = 0, stdout } = await run.catch((error) => error);
    return { code, last: stdout.trimEnd().split('\n').at(-1) };
  }

  test('adds passed and failed', async () => {
    expect(await sum('echo 5 passed, 0 failed', 'echo 2 passed, 0 failed')).toEqual({
      code: 0,
      last: '7 passed, 0 failed',
    });
    expect(await sum('echo 5 passed, 3 failed; exit 1', 'echo 2 passed, 0 failed')).toEqual({
      code: 1,
      last: '7 passed, 3 failed',
    });
  });

  test('counts a command that broke off as a failure', async () => {
    expect(await sum('echo nonsense', 'echo 2 passed, 0 failed')).toEqual({
      code: 1,
      last: '2 passed, 1 failed',
    });
    expect(await sum('echo 5 passed, 0 failed; exit 1', 'echo 2 passed, 0 failed')).toEqual({
      code: 1,
      last: '7 passed, 1 failed',
    });
  });
});
