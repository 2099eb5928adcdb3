// A body is made readable without changing what it says.
import { describe, expect, it } from 'vitest';
import { presentBody, startOf } from '../../../renderer/inspector/present-body';

describe('a JSON body', () => {
  it('is laid out, two spaces a level, empty brackets closed', () => {
    const shown = presentBody('{"a":[1,{"b":null}],"c":{},"d":[ ]}');
    expect(shown.canLayOut).toBe(true);
    expect(shown.text).toBe(
      '{\n  "a": [\n    1,\n    {\n      "b": null\n    }\n  ],\n  "c": {},\n  "d": []\n}',
    );
  });

  it('keeps long numbers, escapes and repeated members letter by letter', () => {
    const { text } = presentBody('{"n":12345678901234567890123,"n":1.0,"s":"\\u4e2d\\"{,}"}');
    expect(text).toContain('"n": 12345678901234567890123,\n  "n": 1.0');
    expect(text).toContain('"s": "\\u4e2d\\"{,}"');
  });

  it('says the same after laying out', () => {
    const body = '{"event":"update","data":{"row_name":"深圳 \\\\ \\" ","list":[[],[1,[2]]]}}';
    expect(JSON.parse(presentBody(body).text)).toEqual(JSON.parse(body));
  });

  it('stays as it came when asked', () => {
    expect(presentBody('{"a": 1}', false)).toEqual({ text: '{"a": 1}', canLayOut: true });
  });

  it('stays as it came when it is nested absurdly deep', () => {
    const body = '['.repeat(5000) + ']'.repeat(5000);
    expect(presentBody(body)).toEqual({ text: body, canLayOut: false });
  });
});

describe('any other body', () => {
  it.each(['not json', '"only a string"', '{"cut":', ''])('%j is shown as it is', (body) => {
    expect(presentBody(body)).toEqual({ text: body, canLayOut: false });
  });

  it('shows characters that hide or reorder', () => {
    expect(presentBody('a\u202Eb\u0000c\u200Bd\tе\n').text).toBe('a\\u202eb\\u0000c\\u200bd\tе\n');
  });
});

describe('the start of a long text', () => {
  const limits = { lines: 3, units: 20 };
  it('is the whole of a short one', () => {
    expect(startOf('one\ntwo', limits)).toBeNull();
    expect(startOf('1\n2\n3\n', limits)).toBeNull();
  });
  it('ends with a line', () => {
    expect(startOf('1\n2\n3\n4\n5', limits)).toBe('1\n2\n3\n');
    expect(startOf('one\ntwo\nthree four five six', limits)).toBe('one\ntwo\n');
  });
  it('is cut inside a line that alone is too long', () => {
    expect(startOf('x'.repeat(50), limits)).toBe('x'.repeat(20));
    expect(startOf(`${'x'.repeat(50)}\ny\nz\na`, limits)).toBe('x'.repeat(20));
  });
});
