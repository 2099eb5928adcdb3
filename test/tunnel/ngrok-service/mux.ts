// A muxado session of the serving side: many streams over one connection.
import type { Duplex } from 'node:stream';
import { createFrameReader, encodeFrame, type Frame, flag, frameType } from './frame';
import { createMuxStream, type MuxStream } from './mux-stream';

export interface Mux {
  /** Starts a stream towards the agent. */
  open(): Duplex;
  /** From now on nothing is read and nothing written, as when a router has forgotten the connection. */
  mute(): void;
  /** Streams that have not ended. */
  openStreams(): number;
}

/**
 * @param connection carries the frames, in the clear
 * @param onStream called with each stream the agent starts
 */
export function createMux(connection: Duplex, onStream: (stream: Duplex) => void): Mux {
  const streams = new Map<number, MuxStream>();
  let muted = false;
  let nextId = 2; // the serving side's are even

  const send = (frame: Frame): void => {
    if (!muted && connection.writable) connection.write(encodeFrame(frame));
  };

  const add = (id: number, opens: boolean): MuxStream => {
    const stream = createMuxStream(id, opens, send);
    streams.set(id, stream);
    // whoever uses the stream sees the end of it; an error that nobody waits for is no accident here
    stream.duplex.on('error', () => {});
    stream.duplex.on('close', () => streams.delete(id));
    return stream;
  };

  const read = createFrameReader((frame) => {
    if (muted || frame.type === frameType.goAway) return;
    const isNew =
      frame.type === frameType.data && (frame.flags & flag.syn) !== 0 && !streams.has(frame.stream);
    const stream = isNew ? add(frame.stream, false) : streams.get(frame.stream);
    // a late frame of a stream that has ended belongs to nobody
    stream?.take(frame);
    if (isNew && stream) onStream(stream.duplex);
  });

  connection.on('data', read);
  connection.on('close', () => {
    muted = true;
    for (const { duplex } of [...streams.values()]) {
      duplex.destroy(new Error('the connection is gone'));
    }
  });

  return {
    open() {
      const id = nextId;
      nextId += 2;
      const { duplex } = add(id, true);
      if (connection.destroyed) {
        // not before whoever wants it can have begun to listen
        setImmediate(() => duplex.destroy(new Error('the connection is gone')));
      }
      return duplex;
    },
    mute() {
      muted = true;
    },
    openStreams: () => streams.size,
  };
}
