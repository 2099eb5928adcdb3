// Feishu and Lark Base: changes of records, fields and bases, as the service posts them.
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
import { learn, normalise } from './normalise';
import { type Payload, parse } from './parse';

export const feishu: SourceAdapter<FeishuConfig, FeishuTarget, Payload> = {
  info: feishuInfo,
  config: feishuConfig,
  secrets: feishuSecrets,
  checkedBy: ['verificationToken', 'encryptKey'],
  readBy: ['encryptKey'],
  target: feishuTarget,
  check,
  parse,
  learn,
  normalise,
};
