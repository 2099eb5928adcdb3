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
  serverInvalid: {
    en: 'Enter the address of the start page, such as https://nocodb.example.com, without a user name in it.',
    'zh-CN': '请填写首页地址，如 https://nocodb.example.com，其中不含用户名。',
    fr: 'Saisissez l’adresse de la page d’accueil, comme https://nocodb.example.com, sans nom d’utilisateur.',
  },
  token: { en: 'API token', 'zh-CN': 'API 令牌', fr: 'Jeton d’API' },
  tokenHelp: {
    en: 'Make one in NocoDB under “Account settings”, “Tokens”. With it, tables can be picked here, hooks are made for you, and what happened meanwhile is found.',
    'zh-CN':
      '在 NocoDB 的“账户设置”→“令牌”中创建。有了它，可在此选择数据表、自动创建 Webhook，并找回期间发生的变更。',
    fr: 'Créez-en un dans NocoDB, « Paramètres du compte », « Jetons ». Il permet de choisir les tables ici, de créer les webhooks pour vous et de retrouver ce qui s’est passé entre-temps.',
  },
  baseId: { en: 'Base ID', 'zh-CN': '数据库 ID', fr: 'ID de la base' },
  baseIdHelp: {
    en: 'Only to limit this connection to one base; it starts with “p”.',
    'zh-CN': '仅在要将此连接限定于一个数据库时填写；以“p”开头。',
    fr: 'Seulement pour limiter cette connexion à une base ; il commence par « p ».',
  },
  baseIdInvalid: {
    en: 'Enter the ID alone, not the whole address: open the base; its ID is the part of the address that starts with “p”.',
    'zh-CN': '请只填写 ID，而不是完整网址：打开数据库，网址中以“p”开头的部分就是 ID。',
    fr: 'Saisissez l’ID seul, pas l’adresse entière : ouvrez la base ; c’est la partie de l’adresse qui commence par « p ».',
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
  tableIdInvalid: {
    en: 'Enter the ID alone, not the whole address: open the table; its ID is the last part, which starts with “m”.',
    'zh-CN': '请只填写 ID，而不是完整网址：打开数据表，网址末尾以“m”开头的部分就是 ID。',
    fr: 'Saisissez l’ID seul, pas l’adresse entière : ouvrez la table ; c’est la dernière partie, qui commence par « m ».',
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
  catchUp: {
    en: 'with an API token',
    'zh-CN': '需要 API 令牌',
    fr: 'avec un jeton d’API',
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
    en: 'NocoDB sends each change once. With an API token, what could not arrive is found by comparing the tables; without one, it is lost.',
    'zh-CN':
      'NocoDB 每个变更只发送一次。有 API 令牌时，未能送达的变更会通过比对数据表找回；没有令牌则会丢失。',
    fr: 'NocoDB n’envoie chaque changement qu’une fois. Avec un jeton d’API, ce qui n’a pas pu arriver est retrouvé en comparant les tables ; sans jeton, c’est perdu.',
  },
  {
    en: 'What was found by comparing has the time and the person of the last change of its row; of a deleted row nobody knows them.',
    'zh-CN': '通过比对找回的变更，其时间和人员取自该行的最后一次修改；已删除的行则无从得知。',
    fr: 'Ce qui est retrouvé par comparaison porte l’heure et l’auteur du dernier changement de la ligne ; d’une ligne supprimée, personne ne les connaît.',
  },
  {
    en: 'A table of more than 5,000 rows is read in full once a day; in between, what changed lately and what is gone.',
    'zh-CN': '超过 5,000 行的数据表每天完整读取一次；其间只读取最近的变更，并找出已删除的行。',
    fr: 'Une table de plus de 5 000 lignes est lue en entier une fois par jour ; entre-temps, seulement ce qui a changé et ce qui a disparu.',
  },
  {
    en: 'Servers from version 0.202 on can be watched.',
    'zh-CN': '支持 0.202 及以上版本的服务器。',
    fr: 'Les serveurs sont pris en charge à partir de la version 0.202.',
  },
  {
    en: 'Who made a change is known only where the table has a field of type “Created by” or “Last modified by”, or in a paid edition.',
    'zh-CN':
      '只有当数据表含有“创建者”或“最后修改者”类型的字段，或使用付费版时，才能知道是谁做的变更。',
    fr: 'L’auteur d’un changement n’est connu que si la table a un champ de type « Créé par » ou « Modifié par », ou dans une édition payante.',
  },
  {
    en: 'Adding or removing links alone, and what follows from another table, is not sent: it is found when the table is compared next.',
    'zh-CN': '单独增删关联，以及由其他数据表引起的变化不会推送，会在下一次比对数据表时找出。',
    fr: 'Les liens ajoutés ou retirés seuls, et ce qui découle d’une autre table, ne sont pas envoyés : on les retrouve à la comparaison suivante.',
  },
  {
    en: 'A server of your own sends to private addresses only when it was started with NC_ALLOW_LOCAL_HOOKS=true.',
    'zh-CN': '自建服务器只有以 NC_ALLOW_LOCAL_HOOKS=true 启动时，才会向内网地址推送。',
    fr: 'Un serveur à vous n’envoie aux adresses privées que s’il a été lancé avec NC_ALLOW_LOCAL_HOOKS=true.',
  },
];
