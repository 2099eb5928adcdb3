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
  appSecret: say('App Secret', 'App Secret', 'App Secret'),
  appSecretHelp: say(
    'Beside the App ID. It opens the long connection, and reads names and rows.',
    '与 App ID 在同一处。用于建立长连接，以及读取名称和记录。',
    'À côté de l’App ID. Il ouvre la connexion longue et lit les noms et les lignes.',
  ),
  fileToken: say('Base', '多维表格', 'Base'),
  fileTokenHelp: say(
    'Paste the address of the base. For one inside a wiki, search for its address and pick it.',
    '粘贴多维表格的网址。若在知识库中，请用其网址搜索后选择。',
    'Collez l’adresse de la base. Dans un wiki, cherchez-la par son adresse et choisissez-la.',
  ),
  targetBaseHelp: say(
    'Its address or token. Left out: the base of the connection.',
    '网址或 token。留空时为连接中的多维表格。',
    'Son adresse ou son jeton. Par défaut : la base de la connexion.',
  ),
  tableId: say('Table', '数据表', 'Table'),
  tableIdHelp: say(
    'In the address, after table=. Its rows are read and compared, so that nothing is missed; changes of the other tables of the base arrive as well.',
    '网址中 table= 之后的部分。会读取并比对它的记录，避免遗漏；同一多维表格其他数据表的变更也会收到。',
    'Dans l’adresse, après table=. Ses lignes sont lues et comparées pour que rien ne manque ; les changements des autres tables de la base arrivent aussi.',
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
    'In the developer console, create a custom app, and enter its App ID and App Secret here.',
    '在开发者后台创建企业自建应用，并在此填写它的 App ID 和 App Secret。',
    'Dans la console développeur, créez une application personnalisée et saisissez ici son App ID et son App Secret.',
  ),
  say(
    'Under Permissions & Scopes, give it docs:event:subscribe and bitable:app, each for app AND for user identity: with only one of them, no event comes. For names of people and bases in a wiki add contact:user.base:readonly and wiki:wiki:readonly.',
    '在“权限管理”中开通 docs:event:subscribe 和 bitable:app，应用身份和用户身份都要开通，缺一则收不到事件。如需人员姓名和知识库中的多维表格，再开通 contact:user.base:readonly 和 wiki:wiki:readonly。',
    'Sous « Permissions & Scopes », accordez docs:event:subscribe et bitable:app, pour l’identité application ET utilisateur : avec une seule, aucun événement n’arrive. Pour les noms des personnes et les bases d’un wiki, ajoutez contact:user.base:readonly et wiki:wiki:readonly.',
  ),
  say(
    'Save this connection and leave Tablewatch running. Then, under Events & Callbacks, Event configuration, choose “Receive events through persistent connection”: it can be saved only while Tablewatch is connected.',
    '保存此连接并保持 Tablewatch 运行，然后在“事件与回调 → 事件配置”中选择“使用长连接接收事件”：只有 Tablewatch 已连接时才能保存。',
    'Enregistrez cette connexion et laissez Tablewatch lancé. Puis, sous « Events & Callbacks », « Event configuration », choisissez la réception par connexion persistante : elle ne s’enregistre que si Tablewatch est connecté.',
  ),
  say(
    'Or, with a public address: choose to send to a request URL there, paste the address shown here, and copy Verification Token and Encrypt Key from Encryption Strategy into this connection first.',
    '或者，有公网地址时：选择推送到请求地址并粘贴此处显示的地址；请先把“加密策略”中的 Verification Token 和 Encrypt Key 复制到此连接。',
    'Ou, avec une adresse publique : choisissez l’envoi vers une URL et collez l’adresse affichée ici, après avoir copié le Verification Token et l’Encrypt Key d’« Encryption Strategy » dans cette connexion.',
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
    'Open the base, choose “…”, More, Add document app, pick the app, and give it the right to manage.',
    '打开多维表格，在“…”→“更多”→“添加文档应用”中选择该应用，并授予“可管理”权限。',
    'Ouvrez la base, choisissez « … », « Plus », « Ajouter une application de document », prenez l’application et donnez-lui le droit de gestion.',
  ),
  say(
    'Paste the address of the base here. Tablewatch subscribes to it, and subscribes again should that get lost.',
    '在此粘贴多维表格的网址。Tablewatch 会订阅它，订阅丢失时会重新订阅。',
    'Collez ici l’adresse de la base. Tablewatch s’y abonne, et s’y réabonne si l’abonnement se perd.',
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

export const noteWords = {
  live: say(
    'the long connection of your app',
    '使用应用的长连接',
    'connexion longue de votre application',
  ),
  hooks: say(
    'the address is pasted once in the console',
    '地址需在后台粘贴一次',
    'adresse à coller une fois dans la console',
  ),
  actor: say(
    'not for what is found by comparing',
    '通过比对找到的变更除外',
    'sauf pour ce qui est trouvé en comparant',
  ),
} as const;

export const limitInShort = say(
  'One long connection an app: an app of its own for each computer',
  '每个应用一个长连接：每台电脑使用单独的应用',
  'Une connexion longue par application : une application par ordinateur',
);

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
    'Of several programs that hold a long connection of one app, each event reaches only one, by chance: use an app of its own for each person and computer.',
    '同一应用若有多个程序建立长连接，每个事件只会随机送达其中一个：请为每个人、每台电脑使用单独的应用。',
    'Si plusieurs programmes tiennent une connexion longue d’une même application, chaque événement n’en atteint qu’un, au hasard : une application par personne et par ordinateur.',
  ),
  say(
    'Whether events are kept while no long connection is open is not documented; what was missed is found by reading the table, without who did it.',
    '没有长连接时事件是否保留，官方未说明；错过的变更会通过读取数据表找到，但不知是谁所为。',
    'Rien ne dit si les événements sont gardés sans connexion longue ; ce qui a manqué est retrouvé en lisant la table, sans son auteur.',
  ),
  say(
    'With advanced permissions, an app without the right to manage is shown no rows.',
    '开启高级权限后，没有管理权限的应用看不到任何记录。',
    'Avec les droits avancés, une application sans droit de gestion ne voit aucune ligne.',
  ),
  say(
    'Those who only manage a base hear of its records and fields; the rest is told to owners alone.',
    '仅有管理权限的用户只会收到记录和字段变更；其他事件只推送给所有者。',
    'Les simples gestionnaires d’une base reçoivent ses enregistrements et ses colonnes ; le reste ne va qu’aux propriétaires.',
  ),
];
