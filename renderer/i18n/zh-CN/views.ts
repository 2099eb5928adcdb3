// The rail: views, connections, places.
import type { SameKeys } from '#shared/text/same-keys';
import type { views as english } from '../en/views';

export const views: SameKeys<typeof english> = {
  heading: '视图',
  all: '全部',
  unread: '未读',
  unreadCount_one: '{{count, number}} 条未读',
  unreadCount_other: '{{count, number}} 条未读',
  connections: '连接',
  connect: '连接数据表',
  places: '页面',
  save: '存为视图',
  name: '视图名称',
  rename: '重命名',
  moveUp: '上移',
  moveDown: '下移',
  remove: '删除视图',
  menu: '视图“{{name}}”的选项',
  saved: '已保存视图“{{name}}”',
  removed: '已删除视图“{{name}}”',
};
