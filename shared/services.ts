// The services this version knows, with what core, shell and page must know of each without asking its source.
import type { Locale, Words } from './locale';

interface Service {
  /** As an event's row names where it came from. */
  readonly shortName: Words;
  /** What `source:` in a query finds it by, beside its id; folded: lower case, no accents. */
  readonly alsoCalled: readonly string[];
  /** Its own hosts, to which links may leave the app; a leading dot admits every host below. */
  readonly hosts: readonly string[];
}

/** One entry a source; its id is the name of its folder. */
export const services = {
  kdocs: {
    shortName: { en: 'Kdocs', 'zh-CN': '金山文档', fr: 'Kdocs' },
    alsoCalled: ['wps', '金山', '轻维表', '多维表格'],
    hosts: ['.kdocs.cn', '.wps.cn'],
  },
  seatable: {
    shortName: { en: 'SeaTable', 'zh-CN': 'SeaTable', fr: 'SeaTable' },
    alsoCalled: [],
    hosts: ['.seatable.io', '.seatable.com', '.seatable.cn'],
  },
  feishu: {
    shortName: { en: 'Feishu', 'zh-CN': '飞书', fr: 'Feishu' },
    alsoCalled: ['lark', 'bitable', '飞书', '多维表格'],
    hosts: ['.feishu.cn', '.larksuite.com', '.larkoffice.com'],
  },
  nocodb: {
    shortName: { en: 'NocoDB', 'zh-CN': 'NocoDB', fr: 'NocoDB' },
    alsoCalled: [],
    hosts: ['.nocodb.com'],
  },
} as const satisfies Readonly<Record<string, Service>>;

export type SourceId = keyof typeof services;

// `Object.keys` gives no more than `string`; these are the members above.
export const sourceIds = Object.keys(services) as readonly SourceId[];

/** The short names of all services in one language. */
export function shortNames(locale: Locale): Readonly<Record<SourceId, string>> {
  const names = sourceIds.map((id) => [id, services[id].shortName[locale]]);
  // The entries are those of `services`.
  return Object.fromEntries(names) as Readonly<Record<SourceId, string>>;
}
