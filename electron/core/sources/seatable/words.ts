// What SeaTable's connection form, set-up steps and limits say.
import type { Action } from '#shared/event';
import type { Words } from '#shared/locale';

export const name: Words = { en: 'SeaTable', 'zh-CN': 'SeaTable', fr: 'SeaTable' };

export const terms = {
  base: { en: 'base', 'zh-CN': '表格', fr: 'base' },
  table: { en: 'table', 'zh-CN': '子表', fr: 'table' },
  field: { en: 'column', 'zh-CN': '列', fr: 'colonne' },
} satisfies Record<string, Words>;

export const form = {
  server: { en: 'Server', 'zh-CN': '服务器', fr: 'Serveur' },
  serverHelp: {
    en: 'Leave empty for SeaTable Cloud.',
    'zh-CN': '使用 SeaTable Cloud 时留空。',
    fr: 'Laissez vide pour SeaTable Cloud.',
  },
  baseUuid: { en: 'Base UUID', 'zh-CN': '表格 UUID', fr: 'UUID de la base' },
  baseUuidHelp: {
    en: 'Leave it empty: an API token and each delivery of a webhook name their base themselves. Only to limit this connection to one base.',
    'zh-CN':
      '可留空：API 令牌和每次 Webhook 推送都会注明所属表格。仅在需要把此连接限于一个表格时填写。',
    fr: 'Laissez vide : un jeton d’API et chaque envoi d’un webhook nomment leur base. Seulement pour limiter cette connexion à une base.',
  },
  serverInvalid: {
    en: 'Enter the address of the server, such as https://cloud.seatable.io, without a user name in it.',
    'zh-CN': '请填写服务器地址，如 https://cloud.seatable.io，其中不含用户名。',
    fr: 'Saisissez l’adresse du serveur, comme https://cloud.seatable.io, sans nom d’utilisateur.',
  },
  baseUuidInvalid: {
    en: 'Enter a UUID: 32 digits and letters from a to f, with or without hyphens.',
    'zh-CN': '请填写 UUID：32 位数字或字母 a 至 f，可带连字符。',
    fr: 'Saisissez un UUID : 32 chiffres ou lettres de a à f, avec ou sans traits d’union.',
  },
  apiToken: {
    en: 'API token of the base',
    'zh-CN': '表格的 API 令牌',
    fr: 'Jeton d’API de la base',
  },
  apiTokenHelp: {
    en: 'Make one in SeaTable in the base’s menu under “Advanced”, “API tokens”; read-only is enough. With it changes arrive live, without a public address.',
    'zh-CN':
      '在 SeaTable 中打开表格菜单的“高级”–“API 令牌”创建，只读权限即可。填写后无需公网地址即可实时接收变化。',
    fr: 'Créez-le dans SeaTable, menu de la base, « Avancé », « Jetons d’API » ; la lecture seule suffit. Les changements arrivent alors en direct, sans adresse publique.',
  },
  accountToken: { en: 'Account token', 'zh-CN': '账户令牌', fr: 'Jeton de compte' },
  accountTokenHelp: {
    en: 'To have webhooks made and switched on again for you, or instead of an API token. The server gives one for name and password: POST /api2/auth-token/. It is as powerful as your password.',
    'zh-CN':
      '用于自动创建和重新启用 Webhook，也可代替 API 令牌。用用户名和密码向服务器 POST /api2/auth-token/ 即可获取。它与您的密码具有同等权限。',
    fr: 'Pour que les webhooks soient créés et réactivés à votre place, ou au lieu d’un jeton d’API. Le serveur le donne contre nom et mot de passe : POST /api2/auth-token/. Il vaut votre mot de passe.',
  },
  tableId: { en: 'Table ID', 'zh-CN': '子表 ID', fr: 'ID de la table' },
  tableIdHelp: {
    en: 'To hear of one table only: what stands in its address after tid=. Leave it empty for the whole base.',
    'zh-CN': '只接收一个子表的变化：其网址中 tid= 之后的内容。留空则接收整个表格。',
    fr: 'Pour une seule table : ce qui suit tid= dans son adresse. Laissez vide pour toute la base.',
  },
  webhookSecret: { en: 'Webhook secret', 'zh-CN': 'Webhook 密钥', fr: 'Clé secrète du webhook' },
  webhookSecretHelp: {
    en: 'Enter the same secret here and at the webhook. Every delivery is then checked against it.',
    'zh-CN': '此处与 Webhook 设置中填写相同的密钥，之后每次推送都会据此校验。',
    fr: 'Saisissez la même clé ici et dans le webhook. Chaque envoi sera alors vérifié.',
  },
} satisfies Record<string, Words>;

export const steps: readonly Words[] = [
  {
    en: 'On the SeaTable home page, open the menu of your base and choose “Advanced”, then “Webhooks”.',
    'zh-CN': '在 SeaTable 首页打开表格的菜单，选择“高级”，再选择“Webhooks”。',
    fr: 'Sur la page d’accueil de SeaTable, ouvrez le menu de la base, puis « Avancé » et « Webhooks ».',
  },
  {
    en: 'Add a webhook and paste the address shown here.',
    'zh-CN': '添加 Webhook，并粘贴此处显示的地址。',
    fr: 'Ajoutez un webhook et collez l’adresse affichée ici.',
  },
  {
    en: 'Enter the same secret there as here, and save.',
    'zh-CN': '填写与此处相同的密钥并保存。',
    fr: 'Saisissez-y la même clé secrète qu’ici, puis enregistrez.',
  },
  {
    en: 'Change a row in the base: it appears here within seconds.',
    'zh-CN': '修改表格中的一行：几秒内就会显示在这里。',
    fr: 'Modifiez une ligne de la base : elle apparaît ici en quelques secondes.',
  },
];

export const events: Readonly<Record<Action, Words>> = {
  created: { en: 'Row added', 'zh-CN': '新增行', fr: 'Ligne ajoutée' },
  updated: { en: 'Row changed', 'zh-CN': '修改行', fr: 'Ligne modifiée' },
  deleted: { en: 'Row deleted', 'zh-CN': '删除行', fr: 'Ligne supprimée' },
};

export const notes = {
  live: { en: 'with an API token', 'zh-CN': '需要 API 令牌', fr: 'avec un jeton d’API' },
  hooks: {
    en: 'with an account token; else by hand',
    'zh-CN': '需要账户令牌，否则手动添加',
    fr: 'avec un jeton de compte, sinon à la main',
  },
  catchUp: {
    en: 'some days back, 14 unless set otherwise',
    'zh-CN': '可追溯若干天，默认 14 天',
    fr: 'quelques jours en arrière, 14 par défaut',
  },
  deletedContent: {
    en: 'by webhook alone, only that it went',
    'zh-CN': '仅用 Webhook 时只知道已删除',
    fr: 'par webhook seul, sans le contenu',
  },
} satisfies Record<string, Words>;

export const limit: Words = {
  en: 'SeaTable Cloud: 200 calls a minute for a base',
  'zh-CN': 'SeaTable Cloud：每个表格每分钟 200 次调用',
  fr: 'SeaTable Cloud : 200 appels par minute et par base',
};

export const limits: readonly Words[] = [
  {
    en: 'The live channel and a webhook report every row of their base; choose tables here, with the filter.',
    'zh-CN': '实时通道和 Webhook 会报告整个表格的所有行变化；请在此处用筛选选择子表。',
    fr: 'Le canal en direct et un webhook signalent toutes les lignes de leur base ; choisissez les tables ici, par le filtre.',
  },
  {
    en: 'SeaTable never sends a webhook’s delivery twice. With an API token, what was missed is read from the log of the base, which reaches back some days (14 unless set otherwise).',
    'zh-CN':
      'SeaTable 不会重发 Webhook 推送。填写 API 令牌后，错过的变化会从表格的操作日志中读取，日志保留若干天（默认 14 天）。',
    fr: 'SeaTable n’envoie jamais deux fois l’envoi d’un webhook. Avec un jeton d’API, ce qui a été manqué est lu dans le journal de la base, qui remonte à quelques jours (14 par défaut).',
  },
  {
    en: 'SeaTable switches a webhook off after one refused connection or five error answers. With an account token it is switched on again for you; else edit and save it there.',
    'zh-CN':
      '一次连接被拒或五次错误应答后，SeaTable 会停用该 Webhook。填写账户令牌后会自动重新启用；否则请在 SeaTable 中编辑并保存。',
    fr: 'SeaTable désactive un webhook après une connexion refusée ou cinq réponses d’erreur. Avec un jeton de compte il est réactivé pour vous ; sinon modifiez-le et enregistrez-le là-bas.',
  },
  {
    en: 'By webhook alone, a deleted row arrives without its content.',
    'zh-CN': '仅使用 Webhook 时，删除行的推送不包含行内容。',
    fr: 'Par webhook seul, une ligne supprimée arrive sans son contenu.',
  },
  {
    en: 'SeaTable Cloud allows 200 calls a minute for a base, and a number of calls a month that depends on the plan. Each burst of live changes takes one to three.',
    'zh-CN':
      'SeaTable Cloud 每个表格每分钟允许 200 次调用，每月次数取决于套餐。每批实时变化占用一到三次。',
    fr: 'SeaTable Cloud permet 200 appels par minute et par base, et un nombre mensuel qui dépend de l’offre. Chaque salve de changements en direct en prend un à trois.',
  },
  {
    en: 'SeaTable’s log tells links by the ids of rows. Their names are read when the change arrives; a linked row that is gone by then keeps its id.',
    'zh-CN':
      'SeaTable 的日志以行 ID 表示链接。收到变化时会读取所链接行的名称；届时已删除的行仍显示其 ID。',
    fr: 'Le journal de SeaTable indique les liens par les identifiants des lignes. Leurs noms sont lus à l’arrivée du changement ; une ligne liée qui n’existe plus garde son identifiant.',
  },
];
