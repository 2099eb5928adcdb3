// The table that compares what the services can do: the connect page and the docs say it in these words.

import type { abilities as english } from '../en/abilities';
import type { SameKeys } from '../same-keys';

export const abilities: SameKeys<typeof english> = {
  row: {
    live: '实时通道',
    publicAddress: '无需公网地址',
    hooks: 'Webhook',
    catchUp: '错过的变更',
    beforeValues: '修改前的值',
    actor: '修改人',
    deletedContent: '已删除记录的内容',
    limit: '主要限制',
  },
  cell: {
    live: { yes: '有', no: '无' },
    publicAddress: { live: '无需；仅 Webhook 需要', no: '需要公网地址' },
    hooks: { made: '自动创建', byHand: '手动添加', once: '每个应用手动设置一次', no: '无' },
    catchUp: {
      log: '从服务的操作日志读取',
      compared: '通过比对数据表找到',
      no: '无法找回',
    },
    beforeValues: {
      stated: '由服务提供',
      compared: '与上次已知的记录比对得出',
      partly: '部分情况下提供',
      no: '未知',
    },
    actor: { stated: '由服务提供', partly: '部分情况下提供', no: '未知' },
    deletedContent: {
      stated: '由服务提供',
      compared: '取自上次已知的记录',
      partly: '部分情况下提供',
      no: '未知',
    },
  },
};
