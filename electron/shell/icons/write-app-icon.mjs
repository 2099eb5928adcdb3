// Writes `app-icon.png`, from which the installers' icons are made: `node electron/shell/icons/write-app-icon.mjs`.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const beside = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

/** @type {{ module: typeof import('./app-icon') }} */
const { module: icon } = await runnerImport(beside('app-icon.ts'));
/** @type {{ module: typeof import('./png') }} */
const { module: png } = await runnerImport(beside('png.ts'));

writeFileSync(beside('app-icon.png'), png.encodePng(icon.drawAppIcon(512)));
