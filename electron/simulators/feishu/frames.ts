// Frames of the long connection in protobuf: https://github.com/larksuite/oapi-sdk-go, ws/pbbp2.proto

export interface Frame {
  readonly service: number;
  /** 0 control, 1 data. */
  readonly method: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Uint8Array;
}

const wire = { varint: 0, bytes: 2 } as const;

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  return Buffer.from([...bytes, rest]);
}

const tag = (field: number, kind: number) => varint(field * 8 + kind);
const number = (field: number, value: number) =>
  Buffer.concat([tag(field, wire.varint), varint(value)]);
const bytes = (field: number, value: Uint8Array) =>
  Buffer.concat([tag(field, wire.bytes), varint(value.byteLength), value]);
const text = (field: number, value: string) => bytes(field, Buffer.from(value, 'utf8'));

export function encodeFrame({ service, method, headers, payload }: Frame): Buffer {
  return Buffer.concat([
    number(1, 1), // SeqID
    number(2, 1), // LogID
    number(3, service),
    number(4, method),
    ...Object.entries(headers).map(([key, value]) =>
      bytes(5, Buffer.concat([text(1, key), text(2, value)])),
    ),
    bytes(8, payload),
  ]);
}

/** @throws for what is no frame */
export function decodeFrame(data: Uint8Array): Frame {
  const headers: Record<string, string> = {};
  let service = 0;
  let method = 0;
  let payload: Uint8Array = new Uint8Array();
  for (const [field, value] of members(data)) {
    if (field === 3 && typeof value === 'number') service = value;
    if (field === 4 && typeof value === 'number') method = value;
    if (typeof value === 'number') continue;
    if (field === 8) payload = value;
    if (field === 5) {
      const [key = '', said = ''] = members(value).map(([, part]) => textOf(part));
      headers[key] = said;
    }
  }
  return { service, method, headers, payload };
}

const textOf = (value: number | Uint8Array): string =>
  typeof value === 'number' ? String(value) : Buffer.from(value).toString('utf8');

function members(data: Uint8Array): readonly [field: number, value: number | Uint8Array][] {
  const found: [number, number | Uint8Array][] = [];
  let place = 0;
  const next = (): number => {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = data[place];
      if (byte === undefined) throw new Error('a frame ends in the middle');
      place += 1;
      value += (byte & 127) * scale;
      scale *= 128;
      if (byte < 128) return value;
    }
  };
  while (place < data.byteLength) {
    const key = next();
    const kind = key % 8;
    if (kind === wire.varint) {
      found.push([Math.floor(key / 8), next()]);
    } else if (kind === wire.bytes) {
      const length = next();
      if (place + length > data.byteLength) throw new Error('a frame ends in the middle');
      found.push([Math.floor(key / 8), data.subarray(place, place + length)]);
      place += length;
    } else throw new Error(`wire type ${kind}`);
  }
  return found;
}
