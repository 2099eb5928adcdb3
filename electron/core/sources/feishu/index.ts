// Feishu and Lark Base: changes of records, fields and bases, by its webhook, by the long connection, or read afterwards.
import type { SourceAdapter } from '../source';
import { feishuInfo } from './catalogue';
import { check } from './check';
import {
  type FeishuConfig,
  type FeishuTarget,
  feishuConfig,
  feishuSecrets,
  feishuTarget,
} from './config';
import { discover } from './discover';
import { hooks } from './hooks';
import { live } from './live';
import { learn, normalise } from './normalise';
import { type Payload, parse } from './parse';
import { credentials } from './server/token';
import { tables } from './tables';

export const feishu: SourceAdapter<FeishuConfig, FeishuTarget, Payload> = {
  info: feishuInfo,
  reading: 1,
  config: feishuConfig,
  secrets: feishuSecrets,
  checkedBy: ['verificationToken', 'encryptKey'],
  calledBy: ['appSecret'],
  readBy: ['encryptKey'],
  target: feishuTarget,
  check,
  parse,
  learn,
  normalise,
  discover,
  hooks,
  credentials,
  tables,
  live,
};
