// The list of sources: the one line that a new service adds outside its folder.
import { defineSource, type Source } from './bind';
import { feishu } from './feishu/index';
import { kdocs } from './kdocs/index';
import { nocodb } from './nocodb/index';
import { seatable } from './seatable/index';

export const sources: readonly Source[] = [
  defineSource(feishu),
  defineSource(kdocs),
  defineSource(nocodb),
  defineSource(seatable),
];
