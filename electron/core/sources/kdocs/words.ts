// What Kdocs' connection form, set-up steps and limits say.
import type { Words } from '#shared/locale';

export const name: Words = { en: 'Kdocs', 'zh-CN': '金山文档', fr: 'Kdocs' };

export const terms = {
  base: { en: 'document', 'zh-CN': '文档', fr: 'document' },
  table: { en: 'data table', 'zh-CN': '数据表', fr: 'table' },
  field: { en: 'field', 'zh-CN': '字段', fr: 'champ' },
} satisfies Record<string, Words>;

export const form = {
  accessToken: { en: 'Access token', 'zh-CN': 'access_token', fr: 'Jeton d’accès' },
  accessTokenHelp: {
    en: 'With the scopes access_personal_files and edit_personal_files.',
    'zh-CN': '需要 access_personal_files 和 edit_personal_files 权限。',
    fr: 'Avec les portées access_personal_files et edit_personal_files.',
  },
  appId: { en: 'App ID', 'zh-CN': '应用 ID', fr: 'ID de l’application' },
  appIdHelp: {
    en: 'Of your own app in the console of developer.kdocs.cn. Apps of open.wps.cn do not work here.',
    'zh-CN': '您在 developer.kdocs.cn 后台创建的应用。open.wps.cn 的应用不适用。',
    fr: 'De votre application dans la console de developer.kdocs.cn. Celles d’open.wps.cn ne conviennent pas.',
  },
  appIdInvalid: {
    en: 'Copy the ID from the page of your app at developer.kdocs.cn.',
    'zh-CN': '请从 developer.kdocs.cn 的应用页面复制应用 ID。',
    fr: 'Copiez l’ID depuis la page de votre application sur developer.kdocs.cn.',
  },
  appKey: { en: 'App key', 'zh-CN': '应用密钥 (app_key)', fr: 'Clé de l’application' },
  appKeyHelp: {
    en: 'Shown beside the app ID in the console.',
    'zh-CN': '在后台与应用 ID 一同显示。',
    fr: 'Affichée à côté de l’ID dans la console.',
  },
  appKind: { en: 'Kind of app', 'zh-CN': '应用类型', fr: 'Type d’application' },
  appKindHelp: {
    en: 'It decides how many calls Kdocs allows in a day.',
    'zh-CN': '它决定金山文档每天允许的调用次数。',
    fr: 'Il décide du nombre d’appels que Kdocs permet par jour.',
  },
  appKindTest: { en: 'Test app', 'zh-CN': '测试应用', fr: 'Application de test' },
  appKindProduction: {
    en: 'Production app',
    'zh-CN': '正式应用',
    fr: 'Application de production',
  },
  redirectPort: { en: 'Redirect port', 'zh-CN': '回调端口', fr: 'Port de redirection' },
  redirectPortHelp: {
    en: 'Only when another redirect address is registered for the app: the port in it.',
    'zh-CN': '仅当应用登记了其他回调地址时填写：该地址中的端口。',
    fr: 'Seulement si une autre adresse de redirection est enregistrée pour l’application : son port.',
  },
  redirectPortInvalid: {
    en: 'Enter a number from 1024 to 65535, or leave it empty.',
    'zh-CN': '请填写 1024 至 65535 之间的数字，或留空。',
    fr: 'Saisissez un nombre de 1024 à 65535, ou laissez vide.',
  },
  apiBase: { en: 'API base', 'zh-CN': 'API 地址', fr: 'Adresse de l’API' },
  apiBaseHelp: {
    en: 'Only for an installation of your own.',
    'zh-CN': '仅用于私有部署。',
    fr: 'Seulement pour une installation privée.',
  },
  apiBaseInvalid: {
    en: 'Enter an address that starts with https:// or http://, or leave it empty.',
    'zh-CN': '请填写以 https:// 或 http:// 开头的地址，或留空。',
    fr: 'Saisissez une adresse qui commence par https:// ou http://, ou laissez vide.',
  },
  cancel: {
    en: 'Call that removes a webhook',
    'zh-CN': '取消 Webhook 的接口',
    fr: 'Appel qui supprime un webhook',
  },
  cancelHelp: {
    en: 'Kdocs does not document it. Change it only if webhooks cannot be removed.',
    'zh-CN': '官方未公布。仅在无法删除 Webhook 时修改。',
    fr: 'Kdocs ne le documente pas. À changer seulement si les webhooks ne peuvent être supprimés.',
  },
  cancelInvalid: {
    en: 'Enter a method and a path, such as DELETE webhook/:webhook_id, or leave it empty.',
    'zh-CN': '请填写方法和路径，如 DELETE webhook/:webhook_id，或留空。',
    fr: 'Saisissez une méthode et un chemin, comme DELETE webhook/:webhook_id, ou laissez vide.',
  },
  fileToken: { en: 'Document ID', 'zh-CN': '文档 ID', fr: 'ID du document' },
  fileTokenHelp: {
    en: 'The file_token that the open platform uses for it. The code of a share link is not it.',
    'zh-CN': '开放平台用于标识文档的 file_token。分享链接中的代码不是它。',
    fr: 'Le file_token que la plateforme ouverte lui donne. Le code d’un lien de partage ne convient pas.',
  },
  fileTokenInvalid: {
    en: 'A link does not do here. Choose the document from the list below, or enter its file_token alone.',
    'zh-CN': '此处不能填写链接。请从列表中选择文档，或只填写它的 file_token。',
    fr: 'Un lien ne convient pas ici. Choisissez le document dans la liste, ou saisissez son seul file_token.',
  },
  event: { en: 'Event', 'zh-CN': '事件', fr: 'Événement' },
  eventHelp: {
    en: 'What the hook was made for. Each hook reports one kind of change in one data table.',
    'zh-CN': '创建 Webhook 时订阅的事件。每个 Webhook 只推送一个数据表的一种变化。',
    fr: 'Ce pour quoi le webhook a été créé. Chacun signale un seul type de changement d’une seule table.',
  },
  sheetId: { en: 'Data table ID', 'zh-CN': '数据表 ID', fr: 'ID de la table' },
  sheetIdInvalid: {
    en: 'Enter a whole number, such as 1.',
    'zh-CN': '请填写整数，如 1。',
    fr: 'Saisissez un nombre entier, comme 1.',
  },
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
const events: Readonly<Record<string, Words>> = {
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

/** @param event of the catalogue; one without words yet is called by its own name */
export const eventWords = (event: string): Words =>
  events[event] ?? { en: event, 'zh-CN': event, fr: event };

export const meters = {
  webhooks: { en: 'Webhook calls', 'zh-CN': 'Webhook 接口调用', fr: 'Appels aux webhooks' },
  tables: { en: 'Table reads', 'zh-CN': '数据表读取', fr: 'Lectures de tables' },
  files: { en: 'File lists', 'zh-CN': '文件列表', fr: 'Listes de fichiers' },
} satisfies Record<string, Words>;

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

export const notes = {
  hooks: {
    en: 'planned from the tables you tick',
    'zh-CN': '根据勾选的数据表自动规划',
    fr: 'planifiés d’après les tables cochées',
  },
  deletedContent: {
    en: 'found when the table is read, from time to time',
    'zh-CN': '定期读取数据表时发现',
    fr: 'trouvé en lisant la table de temps en temps',
  },
} satisfies Record<string, Words>;

export const limit: Words = {
  en: '10 webhooks a document; a test app has 500 webhook calls a day',
  'zh-CN': '每个文档 10 个 Webhook；测试应用每天 500 次 Webhook 接口调用',
  fr: '10 webhooks par document ; 500 appels par jour pour une application de test',
};

export const limits: readonly Words[] = [
  {
    en: 'A document can have at most 10 webhooks, those of all users together.',
    'zh-CN': '一个文档最多只能创建 10 个 Webhook，包括所有用户的。',
    fr: 'Un document a au plus 10 webhooks, tous utilisateurs confondus.',
  },
  {
    en: 'A callback carries ids only. Values are read afterwards and compared with those of before; who made the change is not told.',
    'zh-CN': '回调只包含 ID。数据随后读取并与之前的比较；无法得知修改人。',
    fr: 'Une notification ne porte que des identifiants. Les valeurs sont lues ensuite et comparées aux précédentes ; l’auteur n’est pas indiqué.',
  },
  {
    en: 'Cell changes are reported only for the fields or records the hook lists.',
    'zh-CN': '仅推送 Webhook 中列出的字段或记录的单元格修改。',
    fr: 'Les changements de cellules ne sont signalés que pour les champs ou enregistrements listés.',
  },
  {
    en: 'When more than 100 records are added at once, only their number arrives; the table is then read to find them.',
    'zh-CN': '一次添加超过 100 条记录时，只会收到数量；随后会读取数据表找出这些记录。',
    fr: 'Quand plus de 100 enregistrements sont ajoutés d’un coup, seul leur nombre arrive ; la table est alors lue pour les trouver.',
  },
  {
    en: 'No webhook reports deleted records: they are found by reading the table from time to time.',
    'zh-CN': '没有 Webhook 会推送删除记录：通过定期读取数据表发现。',
    fr: 'Aucun webhook ne signale les enregistrements supprimés : ils sont trouvés en lisant la table de temps en temps.',
  },
  {
    en: 'In a day, a test app may make 500 calls about webhooks, and read tables 10,000 times, 100 records each.',
    'zh-CN': '测试应用每天最多调用 Webhook 接口 500 次，读取数据表 10,000 次，每次 100 条记录。',
    fr: 'Par jour, une application de test peut faire 500 appels sur les webhooks et lire les tables 10 000 fois, 100 enregistrements à la fois.',
  },
];
