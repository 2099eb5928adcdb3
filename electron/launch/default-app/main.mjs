// Runs an app from a folder in the fallback Electron: `electron [-r module]… [--switch]… folder [argument]…`.
// The top-level `await` matters: Electron holds back `ready` until this module, and with it the app's entry, has run;
// what must come before `ready` (registering the scheme of the page) would fail otherwise.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

/**
 * @param {readonly string[]} args without the executable
 * @returns {{ modules: string[], folder: string | null }}
 */
function readArguments(args) {
  const modules = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (arg === '-r' || arg === '--require') {
      at += 1;
      modules.push(args[at] ?? '');
    } else if (!arg.startsWith('-')) {
      return { modules, folder: resolve(arg) };
    }
  }
  return { modules, folder: null };
}

const { modules, folder } = readArguments(process.argv.slice(1));
if (folder === null) {
  process.stderr.write('electron: the folder of an app is missing\n');
  app.exit(2);
} else {
  // `-r` takes its modules as seen from where the command runs, like Node.js
  const require = createRequire(join(process.cwd(), 'here.js'));
  for (const name of modules) require(name);

  // What an app can ask: that it is not packaged, its names and its folder, as Electron's own default app sets them.
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  /** @type {{ name: string, productName?: string, version: string, main: string }} */
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  app.setName(about.productName ?? about.name);
  app.setDesktopName(`${about.name}.desktop`);
  Reflect.get(app, 'setVersion').call(app, about.version); // this and the next are there, but not in the public types
  Reflect.get(app, 'setAppPath').call(app, folder);

  await import(pathToFileURL(join(folder, about.main)).href);
}
