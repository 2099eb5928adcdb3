// Muxado's frames on the wire (https://github.com/inconshreveable/muxado): a header of 8 bytes and a body.

export const frameType = { reset: 0, data: 1, windowIncrement: 2, goAway: 3 } as const;
export const flag = { fin: 1, syn: 2 } as const;

export interface Frame {
  readonly type: number;
  readonly flags: number;
  /** 31 bits; 0 is the session itself. */
  readonly stream: number;
  readonly body: Buffer;
}

const headerLength = 8;

export function encodeFrame({ type, flags, stream, body }: Frame): Buffer {
  const header = Buffer.alloc(headerLength);
  header.writeUIntBE(body.length, 0, 3);
  header.writeUInt8((type << 4) | flags, 3);
  header.writeUInt32BE(stream, 4);
  return Buffer.concat([header, body]);
}

/** @returns what takes the bytes of a connection as they come, and calls `onFrame` for each whole frame */
export function createFrameReader(onFrame: (frame: Frame) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= headerLength) {
      const end = headerLength + rest.readUIntBE(0, 3);
      if (rest.length < end) return;
      const kind = rest.readUInt8(3);
      const body = rest.subarray(headerLength, end);
      const stream = rest.readUInt32BE(4) & 0x7fffffff;
      rest = rest.subarray(end);
      onFrame({ type: kind >> 4, flags: kind & 0x0f, stream, body });
    }
  };
}

/** The body of a reset or a window increment: one number. */
export function numberBody(value: number): Buffer {
  const body = Buffer.alloc(4);
  body.writeUInt32BE(value);
  return body;
}
