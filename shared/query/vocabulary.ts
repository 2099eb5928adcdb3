// The words of the query language: its keys and closed values, with the Chinese words that are understood on input.
import { actions, subjects } from '../event';
import type { TermKey } from './query';

const nameKeys = [
  'source',
  'connection',
  'base',
  'table',
  'record',
  'field',
  'person',
] as const satisfies readonly TermKey[];

const timeKeys = ['after', 'before', 'on', 'last'] as const;
export type TimeKey = (typeof timeKeys)[number];

const readStates = ['unread', 'read'] as const;

export type Key = TermKey | TimeKey | 'action' | 'subject' | 'is';

const keys: ReadonlyMap<string, Key> = new Map<string, Key>([
  ...[...nameKeys, ...timeKeys, 'action' as const, 'subject' as const, 'is' as const].map(
    (key) => [key, key] as const,
  ),
  ['来源', 'source'],
  ['连接', 'connection'],
  ['文档', 'base'],
  ['表', 'table'],
  ['表格', 'table'],
  ['数据表', 'table'],
  ['记录', 'record'],
  ['字段', 'field'],
  ['人', 'person'],
  ['人员', 'person'],
  ['动作', 'action'],
  ['操作', 'action'],
  ['对象', 'subject'],
  ['状态', 'is'],
  ['晚于', 'after'],
  ['早于', 'before'],
  ['日期', 'on'],
  ['最近', 'last'],
]);

/** @param word as typed, in any case; undefined when the language has no such key */
export const keyOf = (word: string): Key | undefined => keys.get(word.toLowerCase());

export interface ClosedSet<T extends string> {
  readonly known: readonly T[];
  readonly alias: Readonly<Record<string, T>>;
}

export const actionWords: ClosedSet<(typeof actions)[number]> = {
  known: actions,
  alias: { 新增: 'created', 新建: 'created', 修改: 'updated', 更新: 'updated', 删除: 'deleted' },
};
export const subjectWords: ClosedSet<(typeof subjects)[number]> = {
  known: subjects,
  alias: {
    记录: 'record',
    字段: 'field',
    表: 'table',
    数据表: 'table',
    视图: 'view',
    文档: 'base',
  },
};
export const readWords: ClosedSet<(typeof readStates)[number]> = {
  known: readStates,
  alias: { 未读: 'unread', 已读: 'read' },
};
export const dayWords: ClosedSet<'today' | 'yesterday'> = {
  known: ['today', 'yesterday'],
  alias: { 今天: 'today', 昨天: 'yesterday' },
};

/** The member of a closed set that a word means. */
export function wordIn<T extends string>(set: ClosedSet<T>, word: string): T | undefined {
  const lower = word.toLowerCase();
  const alias = Object.hasOwn(set.alias, lower) ? set.alias[lower] : undefined;
  return alias ?? set.known.find((known) => known === lower);
}
