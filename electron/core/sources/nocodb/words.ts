// What NocoDB's connection form, set-up steps, events and limits say.
import type { Words } from '#shared/locale';

export const name: Words = { en: 'NocoDB', 'zh-CN': 'NocoDB', fr: 'NocoDB' };

export const terms = {
  base: { en: 'base', 'zh-CN': '数据库', fr: 'base' },
  table: { en: 'table', 'zh-CN': '数据表', fr: 'table' },
  field: { en: 'field', 'zh-CN': '字段', fr: 'champ' },
} satisfies Record<string, Words>;

export const form = {
  server: { en: 'Server', 'zh-CN': '服务器', fr: 'Serveur' },
  serverHelp: {
    en: 'The address under which you open NocoDB.',
    'zh-CN': '您打开 NocoDB 时使用的地址。',
    fr: 'L’adresse à laquelle vous ouvrez NocoDB.',
  },
  token: { en: 'API token', 'zh-CN': 'API 令牌', fr: 'Jeton d’API' },
  tokenHelp: {
    en: 'Make one in NocoDB under “Account settings”, “Tokens”. With it, tables can be picked here and hooks are made for you.',
    'zh-CN': '在 NocoDB 的“账户设置”→“令牌”中创建。有了它，可在此选择数据表，并自动创建 Webhook。',
    fr: 'Créez-en un dans NocoDB, « Paramètres du compte », « Jetons ». Il permet de choisir les tables ici et de créer les webhooks pour vous.',
  },
  baseId: { en: 'Base ID', 'zh-CN': '数据库 ID', fr: 'ID de la base' },
  baseIdHelp: {
    en: 'Only to limit this connection to one base; it starts with “p”.',
    'zh-CN': '仅在要将此连接限定于一个数据库时填写；以“p”开头。',
    fr: 'Seulement pour limiter cette connexion à une base ; il commence par « p ».',
  },
  headerSecret: { en: 'Header secret', 'zh-CN': '请求头密钥', fr: 'Secret d’en-tête' },
  headerSecretHelp: {
    en: 'NocoDB signs nothing. Let the hook send a header with this value, and every delivery is checked for it. Hooks made here do so by themselves.',
    'zh-CN':
      'NocoDB 不对推送签名。请让 Webhook 发送一个值与此相同的请求头，之后每次推送都会据此校验。在此创建的 Webhook 会自动发送。',
    fr: 'NocoDB ne signe rien. Faites envoyer par le webhook un en-tête avec cette valeur : chaque envoi sera alors vérifié. Les webhooks créés ici le font d’eux-mêmes.',
  },
  tableId: { en: 'Table ID', 'zh-CN': '数据表 ID', fr: 'ID de la table' },
  tableIdHelp: {
    en: 'It starts with “m” and stands last in the address of the open table.',
    'zh-CN': '以“m”开头，位于已打开数据表的网址末尾。',
    fr: 'Il commence par « m » et termine l’adresse de la table ouverte.',
  },
} satisfies Record<string, Words>;

export const steps: readonly Words[] = [
  {
    en: 'Open the table in NocoDB, choose “Details”, then “Webhooks”, and add a webhook.',
    'zh-CN': '在 NocoDB 中打开数据表，选择“详情”→“Webhooks”，新建一个 Webhook。',
    fr: 'Ouvrez la table dans NocoDB, choisissez « Détails » puis « Webhooks », et ajoutez un webhook.',
  },
  {
    en: 'Choose that records were inserted, updated and deleted.',
    'zh-CN': '触发事件选择记录的插入、更新和删除。',
    fr: 'Choisissez l’insertion, la modification et la suppression d’enregistrements.',
  },
  {
    en: 'Choose POST, paste the address shown here, and leave the body as it is.',
    'zh-CN': '选择 POST，粘贴此处显示的地址，正文保持不变。',
    fr: 'Choisissez POST, collez l’adresse affichée ici et laissez le corps tel quel.',
  },
  {
    en: 'Under “Headers”, add x-tablewatch-secret with the header secret entered here.',
    'zh-CN': '在“Headers”中添加 x-tablewatch-secret，值为此处填写的请求头密钥。',
    fr: 'Sous « Headers », ajoutez x-tablewatch-secret avec le secret d’en-tête saisi ici.',
  },
  {
    en: 'Save, and change a row: it appears here within seconds.',
    'zh-CN': '保存后修改一行：几秒内就会显示在这里。',
    fr: 'Enregistrez, puis modifiez une ligne : elle apparaît ici en quelques secondes.',
  },
];

export const events = {
  inserted: { en: 'Record added', 'zh-CN': '新增记录', fr: 'Enregistrement ajouté' },
  updated: { en: 'Record changed', 'zh-CN': '修改记录', fr: 'Enregistrement modifié' },
  deleted: { en: 'Record deleted', 'zh-CN': '删除记录', fr: 'Enregistrement supprimé' },
  triggered: {
    en: 'Webhook started by hand',
    'zh-CN': '手动触发 Webhook',
    fr: 'Webhook lancé à la main',
  },
} satisfies Record<string, Words>;

export const notes = {
  hooks: {
    en: 'with an API token; else by hand',
    'zh-CN': '需要 API 令牌，否则手动添加',
    fr: 'avec un jeton d’API, sinon à la main',
  },
  publicAddress: {
    en: 'except for a server on this computer',
    'zh-CN': '服务器在本机时除外',
    fr: 'sauf pour un serveur sur cet ordinateur',
  },
  actor: {
    en: 'with a “Last modified by” field, or a paid edition',
    'zh-CN': '需要“最后修改者”字段或付费版',
    fr: 'avec un champ « Modifié par » ou une édition payante',
  },
} satisfies Record<string, Words>;

export const limit: Words = {
  en: 'Each change is sent once, never again',
  'zh-CN': '每个变更只发送一次，不会重发',
  fr: 'Chaque changement n’est envoyé qu’une fois',
};

export const limits: readonly Words[] = [
  {
    en: 'NocoDB sends each change once: what could not arrive is not sent again.',
    'zh-CN': 'NocoDB 每个变更只发送一次：未能送达的不会重发。',
    fr: 'NocoDB n’envoie chaque changement qu’une fois : ce qui n’a pas pu arriver n’est pas renvoyé.',
  },
  {
    en: 'Who made a change is known only where the table has a field of type “Created by” or “Last modified by”, or in a paid edition.',
    'zh-CN':
      '只有当数据表含有“创建者”或“最后修改者”类型的字段，或使用付费版时，才能知道是谁做的变更。',
    fr: 'L’auteur d’un changement n’est connu que si la table a un champ de type « Créé par » ou « Modifié par », ou dans une édition payante.',
  },
  {
    en: 'Adding or removing links alone is not reported; they show with the next change of the row.',
    'zh-CN': '单独增删关联不会推送；会在该行下一次变更时体现。',
    fr: 'Ajouter ou retirer des liens n’est pas signalé seul ; cela se voit au changement suivant de la ligne.',
  },
  {
    en: 'A server of your own sends to private addresses only when it was started with NC_ALLOW_LOCAL_HOOKS=true.',
    'zh-CN': '自建服务器只有以 NC_ALLOW_LOCAL_HOOKS=true 启动时，才会向内网地址推送。',
    fr: 'Un serveur à vous n’envoie aux adresses privées que s’il a été lancé avec NC_ALLOW_LOCAL_HOOKS=true.',
  },
];
