// What Kdocs' connection form, set-up steps and limits say.
import type { Words } from '#shared/locale';

export const name: Words = { en: 'Kdocs', 'zh-CN': '金山文档', fr: 'Kdocs' };

export const terms = {
  base: { en: 'document', 'zh-CN': '文档', fr: 'document' },
  table: { en: 'data table', 'zh-CN': '数据表', fr: 'table' },
  field: { en: 'field', 'zh-CN': '字段', fr: 'champ' },
} satisfies Record<string, Words>;

export const form = {
  fileToken: { en: 'Document ID', 'zh-CN': '文档 ID', fr: 'ID du document' },
  fileTokenHelp: {
    en: 'The file_token that the open platform uses for the document. A callback does not name its document.',
    'zh-CN': '开放平台用于标识文档的 file_token。回调本身不包含文档信息。',
    fr: 'Le file_token que la plateforme ouverte donne au document. Une notification ne nomme pas son document.',
  },
  event: { en: 'Event', 'zh-CN': '事件', fr: 'Événement' },
  eventHelp: {
    en: 'What the hook was made for. Each hook reports one kind of change in one data table.',
    'zh-CN': '创建 Webhook 时订阅的事件。每个 Webhook 只推送一个数据表的一种变化。',
    fr: 'Ce pour quoi le webhook a été créé. Chacun signale un seul type de changement d’une seule table.',
  },
  sheetId: { en: 'Data table ID', 'zh-CN': '数据表 ID', fr: 'ID de la table' },
  viewId: { en: 'View ID', 'zh-CN': '视图 ID', fr: 'ID de la vue' },
  viewIdHelp: {
    en: 'Only for “View removed”.',
    'zh-CN': '仅用于“删除视图”。',
    fr: 'Uniquement pour « Vue supprimée ».',
  },
  fields: { en: 'Field IDs', 'zh-CN': '字段 ID', fr: 'ID des champs' },
  fieldsHelp: {
    en: 'Only for “Cells of fields changed”; separate them with commas. Upper and lower case differ.',
    'zh-CN': '仅用于“字段的单元格修改”；用逗号分隔，区分大小写。',
    fr: 'Uniquement pour « Cellules de champs modifiées » ; séparez-les par des virgules. La casse compte.',
  },
  records: { en: 'Record IDs', 'zh-CN': '记录 ID', fr: 'ID des enregistrements' },
  recordsHelp: {
    en: 'Only for “Cells of records changed”; separate them with commas. Upper and lower case differ.',
    'zh-CN': '仅用于“记录的单元格修改”；用逗号分隔，区分大小写。',
    fr: 'Uniquement pour « Cellules d’enregistrements modifiées » ; séparez-les par des virgules. La casse compte.',
  },
} satisfies Record<string, Words>;

/** By the catalogue's `event`. */
export const events: Readonly<Record<string, Words>> = {
  'records/create': {
    en: 'Records added',
    'zh-CN': '添加记录',
    fr: 'Enregistrements ajoutés',
  },
  'cells/fields/update': {
    en: 'Cells of fields changed',
    'zh-CN': '字段的单元格修改',
    fr: 'Cellules de champs modifiées',
  },
  'cells/records/update': {
    en: 'Cells of records changed',
    'zh-CN': '记录的单元格修改',
    fr: 'Cellules d’enregistrements modifiées',
  },
  'fields/create': { en: 'Field added', 'zh-CN': '添加字段', fr: 'Champ ajouté' },
  remove: { en: 'Data table removed', 'zh-CN': '删除数据表', fr: 'Table supprimée' },
  description: {
    en: 'Data table description changed',
    'zh-CN': '修改数据表说明',
    fr: 'Description de la table modifiée',
  },
  icon: {
    en: 'Data table icon changed',
    'zh-CN': '修改数据表图标',
    fr: 'Icône de la table modifiée',
  },
  'views/remove': { en: 'View removed', 'zh-CN': '删除视图', fr: 'Vue supprimée' },
};

export const steps: readonly Words[] = [
  {
    en: 'In the Kdocs developer console, give your app the scope edit_personal_files and obtain an access_token.',
    'zh-CN': '在金山文档开发者后台为应用开通 edit_personal_files 权限，并获取 access_token。',
    fr: 'Dans la console développeur de Kdocs, donnez à votre application la portée edit_personal_files et obtenez un access_token.',
  },
  {
    en: 'Call the subscription API of the event with the address shown here as callback_url.',
    'zh-CN': '调用对应事件的订阅接口，将此处显示的地址作为 callback_url。',
    fr: 'Appelez l’API d’abonnement de l’événement avec l’adresse affichée ici comme callback_url.',
  },
  {
    en: 'Keep the webhook_id of the answer: it is needed to cancel the subscription.',
    'zh-CN': '保存返回的 webhook_id：取消订阅时需要它。',
    fr: 'Gardez le webhook_id de la réponse : il sert à annuler l’abonnement.',
  },
  {
    en: 'Use an address of its own for each hook: a callback says neither which hook nor which document it comes from.',
    'zh-CN': '每个 Webhook 使用单独的地址：回调不会说明来自哪个 Webhook 或文档。',
    fr: 'Utilisez une adresse par webhook : une notification ne dit ni de quel webhook ni de quel document elle vient.',
  },
];

export const limits: readonly Words[] = [
  {
    en: 'A document can have at most 10 webhooks, those of all users together.',
    'zh-CN': '一个文档最多只能创建 10 个 Webhook，包括所有用户的。',
    fr: 'Un document a au plus 10 webhooks, tous utilisateurs confondus.',
  },
  {
    en: 'A callback carries ids only: no values, no names, and not who made the change.',
    'zh-CN': '回调只包含 ID：没有数据、名称，也没有修改人。',
    fr: 'Une notification ne porte que des identifiants : ni valeurs, ni noms, ni auteur.',
  },
  {
    en: 'Cell changes are reported only for the fields or records the hook lists.',
    'zh-CN': '仅推送 Webhook 中列出的字段或记录的单元格修改。',
    fr: 'Les changements de cellules ne sont signalés que pour les champs ou enregistrements listés.',
  },
  {
    en: 'When more than 100 records are added at once, only their number arrives.',
    'zh-CN': '一次添加超过 100 条记录时，只会收到数量。',
    fr: 'Quand plus de 100 enregistrements sont ajoutés d’un coup, seul leur nombre arrive.',
  },
  {
    en: 'A test app may call the webhook API 500 times a day.',
    'zh-CN': '测试应用每天最多调用 Webhook 接口 500 次。',
    fr: 'Une application de test peut appeler l’API des webhooks 500 fois par jour.',
  },
];
