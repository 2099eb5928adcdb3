// Notices that npm is gone. npm passes SIGTERM to the shell between it and us, and a shell such as dash dies of it without
// telling us: the app would go on with nobody to end it.

const lookEveryMs = 500;

/**
 * @param {() => void} onGone called once
 * @returns {() => void} stops looking
 */
export function watchParent(onGone) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32')
    return () => {};
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, lookEveryMs).unref();
  return () => clearInterval(timer);
}
