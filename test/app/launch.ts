// Starts the built app in real Electron, with a data folder of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import type { Bridge } from '#shared/ipc';
import { until } from './until';

declare global {
  interface Window {
    readonly bridge: Bridge;
  }
}

const holdBack = fileURLToPath(new URL('hold-back.cjs', import.meta.url));
const root = fileURLToPath(new URL('../../', import.meta.url));
/** The folder with `package.json` and `dist`. */
const appFolder = process.env.TABLEWATCH_APP ?? root;

/** @param path inside the built app */
export const builtFile = (path: string) => join(appFolder, 'dist', path);

/** The Electron to test with; the runner names it, by hand it is the one in the cache. */
function electronPath(): string {
  return (
    process.env.TABLEWATCH_ELECTRON ??
    join(homedir(), '.cache', 'tablewatch', 'electron-33.2.1', 'electron')
  );
}

const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

interface Wishes {
  readonly data: string;
  /** Further switches of the app. */
  readonly args?: readonly string[];
  /** false: the system offers no encryption. */
  readonly keyring?: boolean;
  readonly language?: 'en_US' | 'fr_FR' | 'zh_CN';
}

const switches = ({ data, args = [], keyring = false }: Wishes): string[] => [
  ...asRoot,
  `--password-store=${keyring ? 'gnome-libsecret' : 'basic'}`,
  `--data=${data}`,
  '--milestones',
  ...args,
];

const environment = ({ language = 'en_US' }: Wishes): Record<string, string> => {
  const given = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'NODE_OPTIONS',
  );
  return {
    ...Object.fromEntries(given),
    XDG_CURRENT_DESKTOP: 'GNOME',
    LANG: `${language}.UTF-8`,
    LANGUAGE: language,
  };
};

/** A fresh folder; `remove` it at the end. */
export function temporaryData(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'tablewatch-app-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

export interface RunningApp {
  readonly electron: ElectronApplication;
  /** The window, waited for. */
  page(): Promise<Page>;
  /** `http://127.0.0.1:PORT` of the receiver. */
  receiver(): Promise<string>;
  /** Pages that exist now. */
  renderers(): Promise<number>;
  closeWindow(): Promise<void>;
  /** Ends the renderer of the window that is in sight, waited for. */
  crashPage(): Promise<void>;
  screenshot(name: string): Promise<void>;
  close(): Promise<void>;
}

/** With a window, driven by Playwright. */
export async function launchApp(wishes: Wishes): Promise<RunningApp> {
  const electron = await _electron.launch({
    executablePath: electronPath(),
    args: ['-r', holdBack, appFolder, ...switches(wishes)],
    env: environment(wishes),
    cwd: root,
  });
  const page = async () => {
    const [open] = electron.windows().filter((one) => !one.isClosed());
    return open ?? (await electron.waitForEvent('window'));
  };
  return {
    electron,
    page,
    async receiver() {
      const open = await page();
      return until('a listening receiver', async () => {
        const status = await open.evaluate(() => window.bridge.call('status.get', {}));
        return status.ok ? status.value.receiver.url : null;
      });
    },
    renderers: () => electron.evaluate(({ webContents }) => webContents.getAllWebContents().length),
    async closeWindow() {
      const open = await page();
      const closed = open.waitForEvent('close');
      await electron.evaluate(({ BrowserWindow }) => {
        for (const one of BrowserWindow.getAllWindows()) one.close();
      });
      await closed;
    },
    async crashPage() {
      await until('a window in sight', () =>
        electron.evaluate(({ BrowserWindow }) => {
          const [seen] = BrowserWindow.getAllWindows().filter((one) => one.isVisible());
          seen?.webContents.forcefullyCrashRenderer();
          return seen !== undefined;
        }),
      );
    },
    async screenshot(name) {
      const folder = join(root, 'test-results');
      mkdirSync(folder, { recursive: true });
      await (await page()).screenshot({ path: join(folder, `${name}.png`) });
    },
    close: () => electron.close(),
  };
}

export interface BareApp {
  readonly process: ChildProcess;
  /** Everything printed so far. */
  stdout(): string;
  stderr(): string;
  /** The first milestone of that name, waited for. */
  milestone(name: string): Promise<Readonly<Record<string, unknown>>>;
  /** The exit code, waited for. */
  exit(): Promise<number | null>;
}

/**
 * Without Playwright: for what happens before, after and beside a window.
 * @param executable the Electron of the tests with the built app when left out; a packaged app brings its own
 */
export function startApp(wishes: Wishes, executable?: string): BareApp {
  const child = spawn(
    executable ?? electronPath(),
    [...(executable === undefined ? [appFolder] : []), ...switches(wishes)],
    { env: environment(wishes), cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let out = '';
  let problems = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    problems += text;
  });
  const exit = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code));
  });
  return {
    process: child,
    stdout: () => out,
    stderr: () => problems,
    milestone: (name) =>
      until(`the milestone ${name}`, () => {
        if (child.exitCode !== null) throw new Error(`the app ended: ${out}${problems}`);
        return out
          .split('\n')
          .filter((line) => line.startsWith('{"milestone"'))
          .map((line): Record<string, unknown> => JSON.parse(line))
          .find((line) => line.milestone === name);
      }),
    exit: () => exit,
  };
}

/** `tablewatch serve`, the same engine without a window, as a second program on a data folder. */
export function startServer(data: string): {
  readonly pid: number | undefined;
  readonly ready: Promise<unknown>;
  stop(): Promise<unknown>;
} {
  const args = [builtFile('cli/tablewatch.js'), 'serve', '--data', data];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = new Promise((resolve) => child.once('close', resolve));
  return {
    pid: child.pid,
    ready: new Promise((resolve) => child.stdout.once('data', resolve)),
    stop() {
      child.kill('SIGTERM');
      return gone;
    },
  };
}
