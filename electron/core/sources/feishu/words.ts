// Every sentence this source says to a person, in three languages.
import type { Words } from '#shared/locale';

const say = (en: string, zh: string, fr: string): Words => ({ en, 'zh-CN': zh, fr });

export const words = {
  name: say('Feishu / Lark Base', '飞书多维表格', 'Feishu / Lark Base'),
  base: say('base', '多维表格', 'base'),
  table: say('table', '数据表', 'table'),
  field: say('field', '字段', 'colonne'),
} as const;

export const formWords = {
  brand: say('Service', '服务', 'Service'),
  feishu: say('Feishu (feishu.cn)', '飞书（feishu.cn）', 'Feishu (feishu.cn)'),
  lark: say('Lark (larksuite.com)', 'Lark（larksuite.com）', 'Lark (larksuite.com)'),
  appId: say('App ID', 'App ID', 'App ID'),
  appIdHelp: say(
    'In the developer console, under Credentials. It begins with cli_.',
    '在开发者后台的“凭证与基础信息”中，以 cli_ 开头。',
    'Dans la console développeur, sous « Credentials ». Il commence par cli_.',
  ),
  verificationToken: say('Verification Token', 'Verification Token', 'Verification Token'),
  encryptKey: say('Encrypt Key', 'Encrypt Key', 'Encrypt Key'),
  tokenHelp: say(
    'In the console: Events & Callbacks, Encryption Strategy. When it is set here, deliveries without it are refused.',
    '在开发者后台：事件与回调 → 加密策略。在此填写后，不带该令牌的推送会被拒绝。',
    'Dans la console : « Events & Callbacks », « Encryption Strategy ». Une fois saisi, les envois sans ce jeton sont refusés.',
  ),
  keyHelp: say(
    'Optional in the console, and recommended: with it deliveries are encrypted and signed. Enter the same value here.',
    '后台中可选，建议设置：设置后推送会加密并签名。请在此填写相同的值。',
    'Facultatif dans la console, mais conseillé : les envois sont alors chiffrés et signés. Saisissez la même valeur ici.',
  ),
  documentHost: say('Document host', '文档域名', 'Hôte des documents'),
  documentHostHelp: say(
    'The host in the address of your base, for links from a change to its record.',
    '多维表格网址中的域名，用于从变更跳转到对应记录。',
    'L’hôte dans l’adresse de votre base, pour ouvrir l’enregistrement depuis un changement.',
  ),
  timeZone: say('Time zone of dates', '日期所用时区', 'Fuseau horaire des dates'),
  timeZoneHelp: say(
    'As set in the base. Left out: China’s for Feishu, this computer’s for Lark.',
    '与多维表格的设置一致。留空时：飞书用中国时区，Lark 用本机时区。',
    'Celui de la base. Par défaut : celui de la Chine pour Feishu, celui de cet ordinateur pour Lark.',
  ),
} as const;

export const stepWords: readonly Words[] = [
  say(
    'In the developer console, create a custom app, and enter its App ID here.',
    '在开发者后台创建企业自建应用，并在此填写它的 App ID。',
    'Dans la console développeur, créez une application personnalisée et saisissez ici son App ID.',
  ),
  say(
    'Give it the scopes docs:event:subscribe and bitable:app, each for app and for user identity.',
    '为应用开通 docs:event:subscribe 和 bitable:app 权限，应用身份和用户身份都要开通。',
    'Accordez-lui les droits docs:event:subscribe et bitable:app, pour l’identité application et l’identité utilisateur.',
  ),
  say(
    'Under Events & Callbacks, Encryption Strategy, copy the Verification Token and the Encrypt Key into this connection.',
    '在“事件与回调 → 加密策略”中，把 Verification Token 和 Encrypt Key 复制到此连接。',
    'Sous « Events & Callbacks », « Encryption Strategy », copiez le Verification Token et l’Encrypt Key dans cette connexion.',
  ),
  say(
    'Under Event configuration, choose to send to a request URL, and paste the address shown here; Tablewatch must be running, for it answers the check.',
    '在“事件配置”中选择推送到请求地址，并粘贴此处显示的地址；Tablewatch 须正在运行，以便应答校验。',
    'Sous « Event configuration », choisissez l’envoi vers une URL et collez l’adresse affichée ici ; Tablewatch doit être lancé pour répondre à la vérification.',
  ),
  say(
    'Add the events drive.file.bitable_record_changed_v1 and drive.file.bitable_field_changed_v1.',
    '添加事件 drive.file.bitable_record_changed_v1 和 drive.file.bitable_field_changed_v1。',
    'Ajoutez les événements drive.file.bitable_record_changed_v1 et drive.file.bitable_field_changed_v1.',
  ),
  say(
    'Create a version of the app and have it approved; before that no event is sent.',
    '创建应用版本并通过审核；在此之前不会推送任何事件。',
    'Créez une version de l’application et faites-la approuver ; aucun événement n’est envoyé avant.',
  ),
  say(
    'Open the base, add the app as a document app under “…”, and give it the right to manage.',
    '打开多维表格，在“…”菜单中添加文档应用，并授予“可管理”权限。',
    'Ouvrez la base, ajoutez l’application comme application de document sous « … » et donnez-lui le droit de gestion.',
  ),
  say(
    'In the API explorer, call “Subscribe to document events” once with the base’s token and file_type bitable.',
    '在 API 调试台调用一次“订阅云文档事件”，填写多维表格的 token，file_type 为 bitable。',
    'Dans l’explorateur d’API, appelez une fois « Subscribe to document events » avec le jeton de la base et file_type bitable.',
  ),
];

export const eventWords = {
  recordChanged: say('Records changed', '记录变更', 'Enregistrements modifiés'),
  fieldChanged: say('Fields changed', '字段变更', 'Colonnes modifiées'),
  titleUpdated: say('Base renamed', '多维表格重命名', 'Base renommée'),
  trashed: say('Base moved to the trash', '多维表格移入回收站', 'Base mise à la corbeille'),
  deleted: say('Base deleted for good', '多维表格彻底删除', 'Base supprimée définitivement'),
  memberAdded: say('Collaborator added', '添加协作者', 'Collaborateur ajouté'),
  memberRemoved: say('Collaborator removed', '移除协作者', 'Collaborateur retiré'),
  memberApplied: say('Access requested', '申请权限', 'Accès demandé'),
} as const;

export const limitWords: readonly Words[] = [
  say(
    'An app has one request URL, so all its bases report to the same address.',
    '一个应用只有一个请求地址，其所有多维表格都推送到同一地址。',
    'Une application n’a qu’une URL : toutes ses bases écrivent à la même adresse.',
  ),
  say(
    'The public address must be reachable by IPv4.',
    '公网地址必须能通过 IPv4 访问。',
    'L’adresse publique doit être joignable en IPv4.',
  ),
  say(
    'A delivery that fails is repeated four times within 7 hours, then it is lost.',
    '推送失败后会在 7 小时内重试 4 次，之后丢失。',
    'Un envoi manqué est répété quatre fois en 7 heures, puis il est perdu.',
  ),
  say(
    'Formulas and lookups are not reported; nor are tables or views that are created, renamed or deleted.',
    '公式和查找引用的变化不会推送；数据表和视图的新建、重命名、删除也不会推送。',
    'Les formules et les références ne sont pas signalées, pas plus que la création, le renommage ou la suppression de tables ou de vues.',
  ),
  say(
    'Events name fields and options by id; their names are known once a field has changed.',
    '事件中字段和选项只有 ID；字段有过变更后才能显示名称。',
    'Les événements désignent colonnes et options par identifiant ; leurs noms sont connus après une modification de la colonne.',
  ),
  say(
    'Those who only manage a base hear of its records and fields; the rest is told to owners alone.',
    '仅有管理权限的用户只会收到记录和字段变更；其他事件只推送给所有者。',
    'Les simples gestionnaires d’une base reçoivent ses enregistrements et ses colonnes ; le reste ne va qu’aux propriétaires.',
  ),
];
