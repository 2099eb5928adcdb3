// What may be written in the set-up of a SeaTable connection, and what is said of the rest.
import { expect, test } from 'vitest';
import { defineSource } from '#core/sources/bind';
import { seatable } from '#core/sources/seatable/index';

const source = defineSource(seatable);

test.each([
  {},
  { server: '', baseUuid: '' },
  { server: 'http://127.0.0.1:5000', baseUuid: 'fae0a3a42ba94df88e8303fd385e37de' },
  { server: 'https://cloud.seatable.io', baseUuid: 'fae0a3a4-2ba9-4df8-8e83-03fd385e37de' },
])('the connection %j is right', (config) => {
  expect(source.checkConfig(config)).toEqual([]);
});

test.each([
  [{ server: 'cloud.seatable.io' }, ['config', 'server']],
  [{ server: 'ftp://cloud.seatable.io' }, ['config', 'server']],
  [{ baseUuid: 'my base' }, ['config', 'baseUuid']],
  [{ baseUUID: 'fae0a3a42ba94df88e8303fd385e37de' }, ['config', 'baseUUID']],
])('the connection %j is wrong at %j', (config, path) => {
  expect(source.checkConfig(config).map((issue) => issue.path)).toEqual([path]);
});
