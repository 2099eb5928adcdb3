// One muxado stream as a Node Duplex, with flow control in both directions.
import { Duplex } from 'node:stream';
import { type Frame, flag, frameType, numberBody } from './frame';

/** Bytes that may be under way per stream and direction; fixed, never negotiated. */
const windowSize = 262_144;
const largestBody = 16_384;
const cancelled = 6;

export interface MuxStream {
  readonly duplex: Duplex;
  /** Takes a frame the other side sent for this stream. */
  take(frame: Frame): void;
}

/**
 * @param opens true when this side starts the stream: its first frame then carries SYN
 * @param send writes a frame to the connection
 */
export function createMuxStream(
  id: number,
  opens: boolean,
  send: (frame: Frame) => void,
): MuxStream {
  let window = windowSize;
  let unsaid = opens;
  let reset = false;
  let waiting: (() => void) | undefined;
  const arrived: Buffer[] = [];
  let isWanted = false;
  let over = false;
  let told = false;

  const data = (body: Buffer, flags = 0): void => {
    send({ type: frameType.data, flags: flags | (unsaid ? flag.syn : 0), stream: id, body });
    unsaid = false;
  };

  const deliver = (): void => {
    while (isWanted) {
      const chunk = arrived.shift();
      if (chunk === undefined) break;
      isWanted = false;
      if (duplex.push(chunk)) isWanted = true; // or a reader has asked for more meanwhile
      // the sender may go on only as far as this side has read
      const body = numberBody(chunk.length);
      send({ type: frameType.windowIncrement, flags: 0, stream: id, body });
    }
    if (over && !told && arrived.length === 0) {
      told = true;
      duplex.push(null);
    }
  };

  const sendAll = (chunk: Buffer, done: () => void): void => {
    let rest = chunk;
    while (rest.length > 0) {
      const size = Math.min(rest.length, window, largestBody);
      if (size === 0) {
        waiting = () => sendAll(rest, done);
        return;
      }
      window -= size;
      data(rest.subarray(0, size));
      rest = rest.subarray(size);
    }
    done();
  };

  const duplex = new Duplex({
    read() {
      isWanted = true;
      deliver();
    },
    write: (chunk: Buffer, _encoding, done) => sendAll(chunk, done),
    final(done) {
      data(Buffer.alloc(0), flag.fin);
      done();
    },
    destroy(error, done) {
      const ended = over && duplex.writableFinished;
      if (!ended && !reset) {
        send({ type: frameType.reset, flags: 0, stream: id, body: numberBody(cancelled) });
      }
      done(error);
    },
  });

  return {
    duplex,
    take({ type, flags, body }) {
      if (type === frameType.reset) {
        reset = true;
        duplex.destroy(new Error('the other side reset the stream'));
        return;
      }
      if (type === frameType.windowIncrement) {
        window += body.readUInt32BE(0);
        const next = waiting;
        waiting = undefined;
        next?.();
        return;
      }
      if (body.length > 0) arrived.push(body);
      if ((flags & flag.fin) !== 0) over = true;
      deliver();
    },
  };
}
