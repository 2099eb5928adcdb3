// What a person may enter for a Feishu connection, and what a pasted address is taken for.
import { describe, expect, test } from 'vitest';
import { feishuConfig, feishuTarget } from '#core/sources/feishu/config';
import { placeIn } from '#core/sources/feishu/place';

const config = { brand: 'feishu', appId: 'cli_a00c8400a7babcef' };
const token = 'bascnItn6oHUSEL8RDUdF6abcef';

describe('the address of a base', () => {
  test.each([
    [`https://acme.feishu.cn/base/${token}?table=tblA&view=vewB`, 'acme.feishu.cn', 'tblA'],
    [`https://acme.sg.larksuite.com/base/${token}`, 'acme.sg.larksuite.com', undefined],
    [` ${token} `, undefined, undefined],
    [`${token}_tblA`, undefined, 'tblA'],
  ])('%s', (text, host, tableId) => {
    expect(placeIn(text)).toEqual({ kind: 'base', token, tableId, host });
  });

  test.each([
    'https://acme.feishu.cn/docx/doxcnItn6oHUSEL8RDUdF6abcef',
    'file:///base/bascnItn6oHUSEL8RDUdF6abcef',
    'Project plan',
    '项目',
    '',
  ])('%s is none', (text) => {
    expect(placeIn(text)).toBeNull();
  });

  test('of a page in a wiki leads to the page', () => {
    const page = 'https://acme.feishu.cn/wiki/wikcnKQ1k3pcuo5uSK4t8VN6kVf?table=tblA';
    expect(placeIn(page)).toEqual({
      kind: 'wiki',
      token: 'wikcnKQ1k3pcuo5uSK4t8VN6kVf',
      host: 'acme.feishu.cn',
    });
  });

  test('is accepted where the token is, and names the host of the documents as well', () => {
    const fileToken = `https://acme.feishu.cn/base/${token}?table=tblA`;
    expect(feishuConfig.parse({ ...config, fileToken })).toEqual({
      ...config,
      fileToken: token,
      documentHost: 'acme.feishu.cn',
    });
    const own = { ...config, fileToken, documentHost: 'docs.example.com' };
    expect(feishuConfig.parse(own).documentHost).toBe('docs.example.com');
    expect(feishuTarget.parse({ fileToken, tableId: ' tblA ' })).toEqual({
      fileToken: token,
      tableId: 'tblA',
    });
  });

  test('of a wiki’s page is kept as such: which base it stands for only the service knows', () => {
    const fileToken = 'https://acme.feishu.cn/wiki/wikcnKQ1k3pcuo5uSK4t8VN6kVf';
    expect(feishuConfig.parse({ ...config, fileToken })).toEqual({
      ...config,
      wikiToken: 'wikcnKQ1k3pcuo5uSK4t8VN6kVf',
      documentHost: 'acme.feishu.cn',
    });
  });
});

describe('another host for calls', () => {
  test.each([
    'https://open.example.com/',
    'http://127.0.0.1:4000',
    'http://localhost:4000',
    'http://[::1]:4000',
  ])('%s may be one', (apiBase) => {
    expect(feishuConfig.parse({ ...config, apiBase }).apiBase).toBe(apiBase.replace(/\/$/, ''));
  });

  test.each([
    'http://open.feishu.cn',
    'http://127.0.0.1.example.com',
    'https://user:pass@open.feishu.cn',
    'https://open.feishu.cn/?a=b',
    'ftp://open.feishu.cn',
    'open.feishu.cn',
  ])('%s may not: secrets are sent there', (apiBase) => {
    expect(feishuConfig.safeParse({ ...config, apiBase }).success).toBe(false);
  });
});
