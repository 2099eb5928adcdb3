// The list of sources: a line of each. Beside it a new service has its folder, and an entry in `shared/services.ts`.
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
