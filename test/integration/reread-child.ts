// Runs in a process of its own: a version of the app that reads a folder's deliveries again, and says how far it has got.
import { writeSync } from 'node:fs';
import { expectOk, openDesk } from './desk';
import { readingSource } from './reading-source';

const link = 'https://example.com/';
const desk = await openDesk({
  dataDir: process.argv[2] ?? '',
  sources: [readingSource({ reading: 2, draft: (draft) => ({ ...draft, link }) })],
});
setInterval(async () => {
  const { rereading } = expectOk(await desk.core.asked.status()).status;
  writeSync(1, `${rereading?.done ?? 'all'}\n`);
}, 20);
