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
    en: 'Not needed for webhooks: each delivery names its base.',
    'zh-CN': 'Webhook 不需要填写：每次推送都会注明所属表格。',
    fr: 'Inutile pour les webhooks : chaque envoi nomme sa base.',
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

export const limits: readonly Words[] = [
  {
    en: 'A webhook reports every row of its base; choose tables here, with the filter.',
    'zh-CN': 'Webhook 会推送整个表格的所有行变化；请在此处用筛选选择子表。',
    fr: 'Un webhook signale toutes les lignes de sa base ; choisissez les tables ici, par le filtre.',
  },
  {
    en: 'SeaTable never sends a delivery twice: what could not arrive is not sent again.',
    'zh-CN': 'SeaTable 不会重发：未能送达的推送不会再次发送。',
    fr: 'SeaTable n’envoie jamais deux fois : ce qui n’a pas pu arriver n’est pas renvoyé.',
  },
  {
    en: 'SeaTable switches a webhook off after one refused connection or five error answers; edit and save it there to switch it on again.',
    'zh-CN':
      '一次连接被拒或五次错误应答后，SeaTable 会停用该 Webhook；在 SeaTable 中编辑并保存即可重新启用。',
    fr: 'SeaTable désactive un webhook après une connexion refusée ou cinq réponses d’erreur ; modifiez-le et enregistrez-le pour le réactiver.',
  },
  {
    en: 'A deleted row arrives without its content.',
    'zh-CN': '删除行的推送不包含行内容。',
    fr: 'Une ligne supprimée arrive sans son contenu.',
  },
];
