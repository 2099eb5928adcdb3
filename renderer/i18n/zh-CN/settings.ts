// What the settings place says.
import type { SameKeys } from '#shared/text/same-keys';
import type { settings as english } from '../en/settings';

export const settings: SameKeys<typeof english> = {
  title: '设置',
  save: '保存',
  cancel: '取消',
  system: '跟随系统',
  looks: '外观',
  announcing: '通知与托盘',
  reaching: '接收',
  about: '演示与关于',
  language: { label: '语言' },
  theme: { label: '配色', light: '浅色', dark: '深色' },
  density: {
    label: '密度',
    help: '紧凑模式一屏显示更多变更。',
    comfortable: '宽松',
    compact: '紧凑',
  },
  notifications: {
    label: '显示通知',
    help: '变更一到达就通知你。',
  },
  paused: {
    label: '暂停',
    help: '变更照常接收和保存，但不通知。',
  },
  closeToTray: {
    label: '关闭后留在托盘',
    help: '关闭窗口后 Tablewatch 继续接收；从托盘菜单退出。',
  },
  receiver: {
    label: '本机接收器',
    stopped: '已停止',
    listening: '正在监听',
    failed: '无法启动',
  },
  secrets: {
    label: '令牌与密钥',
    kept: '由系统钥匙串加密保存，不会再次显示。',
    notKept:
      '此系统没有可用的钥匙串，令牌与密钥只保留到 Tablewatch 退出为止。请安装或解锁钥匙串，或在下面选择。',
    plain:
      '此系统没有可用的钥匙串。令牌与密钥以明文保存在数据文件夹中：能读取你文件的人都能看到它们。',
    plainLabel: '在这台电脑上不加密保存',
    plainHelp: '仅在没有其他人能读取你的文件时选择。',
  },
  demo: {
    label: '演示表格',
    on: '正在运行：虚构的表格每隔几秒就会变化。',
    off: '虚构的表格，每隔几秒就会变化，无需账号。',
    start: '开始演示',
    stop: '停止演示',
    question: '演示的连接和变更会被移除。',
  },
  data: {
    label: '你的数据',
    help: '变更和推送只保存在这台电脑上，不会发送到别处。',
    events_one: '已保存 {{shown}} 条变更',
    events_other: '已保存 {{shown}} 条变更',
  },
  version: '版本',
};
