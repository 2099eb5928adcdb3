// What the command line says of itself.

import type { cli as english } from '../en/cli';
import type { SameKeys } from '../same-keys';

export const cli: SameKeys<typeof english> = {
  about: '监视共享在线表格，说明发生了什么变化。',
  serve: '接收变更，每条输出一行 JSON。',
  events: '列出已保存的变更，最新的在前。',
  deliveries: '列出收到的推送及其处理结果，最新的在前。',
  replay: '重新解析已保存的推送。',
  status: '显示数据文件夹的内容概况。',
  unwatch: '停止监视某个连接，并移除其在服务端的 webhook。',
  check: '立即检查某个连接的 webhook，并输出结果。',
  connection: '连接的 ID。',
  unwatchConfig: '没有实例运行时使用的配置文件；省略则用上次 serve 的配置文件。',
  hooksLeft: '以下 webhook 仍在服务端，服务未能移除，请到服务端移除：{{ids}}',
  unwatchFailed: '服务端没有移除任何内容。仍在服务端的 webhook：{{ids}}',
  watchAgain: '如果配置文件中仍有 `watch`，下次启动时会重新创建这些 webhook；请从文件中删除它。',
  data: '数据库所在的文件夹。',
  config: '包含连接和公网地址的 JSON 文件。',
  port: '接收器在 127.0.0.1 上的端口；0 表示任选空闲端口。',
  demo: '加入每隔几秒变化一次的演示表。',
  query: '筛选条件，例如 `table:CRM action:updated 深圳`。',
  limit: '最多输出的条数。',
  format: '输出格式。',
  state: '只列出处于该状态的推送。',
  replayAll: '全部已保存的推送。',
  replayOne: '按编号指定一条推送。',
  replayConfig: '配置文件；解析推送需要密钥时使用。',
  replayWhat: '请说明要重新解析什么：--all 或 --delivery ID。',
  portNumber: '应为 0 到 65535 之间的端口。',
  wholeNumber: '应为整数。',
  configUnreadable: '无法读取配置文件 {{file}}（{{reason}}）。请检查路径。',
  configWrong: '配置文件 {{file}} 的以下位置有误，未启动任何内容：',
};
