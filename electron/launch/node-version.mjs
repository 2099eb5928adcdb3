// Refuses a Node.js that is too old, before anything newer than it is used.
import { say, words } from './words.mjs';

/**
 * @param {string} version as `process.versions.node` gives it
 * @returns {boolean} whether the tools of the project run on it (`engines` in package.json)
 */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19);
}

/** Ends the process with one sentence when Node.js is too old. */
export function requireNode() {
  if (isNewEnough(process.versions.node)) return;
  say(words.oldNode(process.versions.node));
  process.exit(1);
}
