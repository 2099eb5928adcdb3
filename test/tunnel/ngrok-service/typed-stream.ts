// What every stream starts with, its type, and how requests and replies are written on one.
import type { Duplex } from 'node:stream';

export const streamType = {
  auth: 0,
  bind: 1,
  unbind: 2,
  proxy: 3,
  restart: 4,
  stop: 5,
  update: 6,
  serverInfo: 8,
  stopTunnel: 9,
  heartbeat: 0xffffffff,
} as const;

/** Writes the type of a stream this side has opened, with what follows at once. */
export function writeType(stream: Duplex, type: number, following: Uint8Array): void {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(type);
  stream.write(Buffer.concat([head, following]));
}

/** Reads the type of a stream the agent has opened; what came along with it stays in the stream. */
export function readType(stream: Duplex, onType: (type: number) => void): void {
  const look = (): void => {
    // Readable.read gives a Buffer, or null while there is too little: streams here have no encoding
    const head: unknown = stream.read(4);
    if (!Buffer.isBuffer(head) || head.length < 4) return;
    stream.off('readable', look);
    onType(head.readUInt32BE(0));
  };
  stream.on('readable', look);
}

/**
 * Reads one JSON value that has neither a terminator nor an end of stream behind it: it is whole once it parses.
 * Calls back once; never, if the stream ends before.
 */
export function readJson(stream: Duplex, onValue: (value: unknown) => void): void {
  let text = '';
  const collect = (chunk: Buffer): void => {
    text += chunk.toString('utf8');
    const value = parsed(text);
    if (value === undefined) return;
    stream.off('data', collect);
    stream.resume();
    onValue(value);
  };
  stream.on('data', collect);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Replies to the agent, which reads to the end. */
export function answer(stream: Duplex, reply: object): void {
  stream.end(JSON.stringify(reply));
}
