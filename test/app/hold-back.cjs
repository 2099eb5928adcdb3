// Loaded into Electron before the app (`electron -r`): holds `ready` back until Playwright is connected, which it says by
// calling `__playwright_run`. A window that opens while Playwright is still connecting makes its launch hang at times.
const { app } = require('electron');

const ready = app.whenReady();
const emit = app.emit.bind(app);
/** @type {(value?: unknown) => void} */
let release = () => {};
const released = new Promise((resolve) => {
  release = resolve;
});
/** @type {unknown[]} */
let readyFacts = [];

app.emit = (/** @type {string | symbol} */ event, /** @type {unknown[]} */ ...facts) => {
  if (event !== 'ready') return emit(event, ...facts);
  readyFacts = facts;
  return true;
};
app.whenReady = () => released.then(() => {});

Object.assign(globalThis, {
  async __playwright_run() {
    await ready;
    release();
    emit('ready', ...readyFacts);
  },
});
