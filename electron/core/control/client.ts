// Asks the instance that runs on a data folder.
import { createConnection } from 'node:net';
import { z } from 'zod';
import { err, ok, type Problem, type Result } from '#shared/result';
import { readNote } from './place';

/** ms: a service may be slow, and removing ten hooks takes a dozen calls. */
const patience = 5 * 60_000;

/** Only what both ends of this version say to each other. */
const reply = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error: z.custom<Problem>((value) => problem.safeParse(value).success),
  }),
]);
const problem = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

/** @returns `null` when nothing runs there */
export async function askRunning(
  dataDir: string,
  call: string,
  connection = '',
): Promise<Result<unknown> | null> {
  const note = readNote(dataDir);
  if (!note) return null;
  const line = await exchange(
    note.path,
    `${JSON.stringify({ token: note.token, call, connection })}\n`,
  );
  if (line === null) return null;
  try {
    const read = reply.parse(JSON.parse(line));
    return read.ok ? ok(read.value) : err(read.error);
  } catch {
    return err({ code: 'internal', params: { reason: 'control' } });
  }
}

/** @returns null when nobody listens; '' when the other end hung up */
function exchange(path: string, line: string): Promise<string | null> {
  return new Promise((resolve) => {
    let text = '';
    const socket = createConnection(path, () => socket.write(line));
    socket.setEncoding('utf8').setTimeout(patience, () => socket.destroy());
    let isOpen = false;
    socket.on('connect', () => {
      isOpen = true;
    });
    socket.on('data', (chunk: string) => {
      text += chunk;
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(isOpen ? text : null));
  });
}
