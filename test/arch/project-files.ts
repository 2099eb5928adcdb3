// The files of the project as text: those that git tracks or would track.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const binary = new Set(['.png', '.ico', '.icns', '.woff2']);

export interface ProjectFile {
  /** Relative to the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export function projectFiles(): readonly ProjectFile[] {
  // `safe.directory`: a clone may belong to another user than the one who tests it
  const listing = execFileSync(
    'git',
    ['-c', 'safe.directory=*', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { cwd: root, encoding: 'utf8' },
  );
  return listing
    .split('\0')
    .filter((path) => path !== '' && !binary.has(extname(path)) && existsSync(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** The program itself: what people write and read. */
export const sourceFiles = (): readonly ProjectFile[] =>
  projectFiles().filter(({ path }) =>
    /^(electron|renderer|shared|test)\/.*\.(ts|tsx|mjs|cjs|css)$|^[^/]+\.(ts|mjs)$/.test(path),
  );
