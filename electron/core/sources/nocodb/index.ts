// NocoDB as a source: hooks of a table, made through its API or by hand.
import type { SourceAdapter } from '../source';
import { info } from './catalogue';
import { check } from './check';
import { config, type NocodbConfig, type NocodbTarget, secrets, target } from './config';
import { discover } from './discover';
import { hooks } from './hooks';
import { learn, normalise } from './normalise';
import { type NocodbPayload, parse } from './parse';
import { tables } from './tables';

export const nocodb: SourceAdapter<NocodbConfig, NocodbTarget, NocodbPayload> = {
  info,
  reading: 1,
  config,
  secrets,
  hookSecret: { entered: 'headerSecret', madeOf: 'token' },
  checkedBy: ['headerSecret'],
  readBy: [],
  target,
  check,
  parse,
  learn,
  normalise,
  discover,
  hooks,
  tables,
};
