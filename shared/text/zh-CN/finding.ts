// What a look at a connection's hooks has found, as the command line says it.

import type { finding as english } from '../en/finding';
import type { SameKeys } from '../same-keys';

export const finding: SameKeys<typeof english> = {
  missing: '服务端缺少一个 Webhook。',
  'missing-subscription': '应用没有订阅该多维表格。',
  duplicate: '服务端有重复的 Webhook。',
  foreign: '属于其他人的 Webhook 不作处理：{{ids}}。',
  orphaned: '有一个 Webhook 仍在调用这里已不再使用的地址：{{ids}}。',
  disabled: '服务端停用了一个 Webhook。',
  'wrong-address': '有一个 Webhook 在调用旧地址。',
  outdated: '有一个 Webhook 监听的字段与表格现有字段不同。',
  'over-limit': '没有名额再创建 Webhook。',
  'not-removed': '服务端没有删除一个 Webhook。',
  'not-removed-subscription': '服务端没有取消一个订阅。',
  elsewhere: '有些变更似乎到达了另一个程序。',
  mended: '已自动修复：{{text}}',
  of: '{{table}}：{{text}}',
};
