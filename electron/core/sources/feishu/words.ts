// Every sentence this source says to a person, in three languages.
import type { Words } from '#shared/locale';

export const say = (en: string, zh: string, fr: string): Words => ({ en, 'zh-CN': zh, fr });

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
  appIdInvalid: say(
    'Enter the App ID as the developer console shows it: it begins with cli_.',
    '请填写开发者后台显示的 App ID，以 cli_ 开头。',
    'Saisissez l’App ID tel que la console l’affiche : il commence par cli_.',
  ),
  appSecret: say('App Secret', 'App Secret', 'App Secret'),
  appSecretHelp: say(
    'Beside the App ID. It opens the long connection, and reads names and rows.',
    '与 App ID 在同一处。用于建立长连接，以及读取名称和记录。',
    'À côté de l’App ID. Il ouvre la connexion longue et lit les noms et les lignes.',
  ),
  fileToken: say('Base', '多维表格', 'Base'),
  fileTokenHelp: say(
    'Paste the address of the base, or of the wiki page that it is. It can be chosen later, too.',
    '粘贴多维表格的网址，或它所在知识库页面的网址。也可以稍后再选。',
    'Collez l’adresse de la base, ou de la page du wiki qu’elle est. Elle peut aussi être choisie plus tard.',
  ),
  fileTokenInvalid: say(
    'Paste the whole address of the base, as the browser shows it: it has /base/ or /wiki/ in it.',
    '请粘贴浏览器中多维表格的完整网址，其中含有 /base/ 或 /wiki/。',
    'Collez l’adresse entière de la base, telle que le navigateur l’affiche : elle contient /base/ ou /wiki/.',
  ),
  tableIdInvalid: say(
    'Enter what stands in the address after table=: it begins with tbl.',
    '请填写网址中 table= 之后的部分，以 tbl 开头。',
    'Saisissez ce qui suit table= dans l’adresse : cela commence par tbl.',
  ),
  hostInvalid: say(
    'Enter a host name alone, such as example.feishu.cn.',
    '请只填写域名，例如 example.feishu.cn。',
    'Saisissez seulement un nom d’hôte, comme example.feishu.cn.',
  ),
  zoneInvalid: say(
    'Enter the name of a time zone, such as Asia/Shanghai.',
    '请填写时区名称，例如 Asia/Shanghai。',
    'Saisissez le nom d’un fuseau horaire, comme Asia/Shanghai.',
  ),
  apiBaseInvalid: say(
    'Enter an https address, such as https://open.feishu.cn.',
    '请填写 https 地址，例如 https://open.feishu.cn。',
    'Saisissez une adresse https, comme https://open.feishu.cn.',
  ),
  mode: say('How events come', '事件接收方式', 'Arrivée des événements'),
  modeHelp: say(
    'As it is chosen in the console. The long connection needs no public address.',
    '与开发者后台中的选择一致。长连接无需公网地址。',
    'Comme dans la console. La connexion longue se passe d’adresse publique.',
  ),
  longConnection: say('Long connection', '长连接', 'Connexion longue'),
  webhook: say('Request URL (webhook)', '请求地址（Webhook）', 'URL de requête (webhook)'),
  apiBase: say('API base', 'API 地址', 'Adresse de l’API'),
  apiBaseHelp: say(
    'Only for a private installation.',
    '仅用于私有部署。',
    'Seulement pour une installation privée.',
  ),
  targetBaseHelp: say(
    'Its address or token. Left out: the base of the connection.',
    '网址或 token。留空时为连接中的多维表格。',
    'Son adresse ou son jeton. Par défaut : la base de la connexion.',
  ),
  tableId: say('Table', '数据表', 'Table'),
  tableIdHelp: say(
    'In the address, after table=. Its rows are read and compared, so that nothing is missed. Left out: all tables, also those to come.',
    '网址中 table= 之后的部分。会读取并比对它的记录，避免遗漏。留空时为全部数据表，包括以后新建的。',
    'Dans l’adresse, après table=. Ses lignes sont lues et comparées pour que rien ne manque. Par défaut : toutes les tables, aussi celles à venir.',
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
    'For links from a change to its record. Left out: the host of the address above.',
    '用于从变更跳转到对应记录。留空时取上方网址中的域名。',
    'Pour ouvrir l’enregistrement depuis un changement. Par défaut : l’hôte de l’adresse ci-dessus.',
  ),
  timeZone: say('Time zone of dates', '日期所用时区', 'Fuseau horaire des dates'),
  timeZoneHelp: say(
    'As set in the base. Left out: China’s for Feishu, this computer’s for Lark.',
    '与多维表格的设置一致。留空时：飞书用中国时区，Lark 用本机时区。',
    'Celui de la base. Par défaut : celui de la Chine pour Feishu, celui de cet ordinateur pour Lark.',
  ),
} as const;

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
    'address and events are set in the console; bases are subscribed for you',
    '在开发者后台填写地址并添加事件，多维表格的订阅自动完成',
    'adresse et événements dans la console ; les bases sont abonnées pour vous',
  ),
  actor: say(
    'if missed, from the history of the record',
    '错过的变更取自记录的历史',
    'si manqué, d’après l’historique',
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
    'Results of formulas and lookups are not reported by the service; they are found by comparing, within a quarter of an hour. Tables and views that are created or renamed are not reported at all.',
    '服务端不推送公式和查找引用的结果变化，它们会在一刻钟内通过比对找到；数据表和视图的新建、重命名则完全不会推送。',
    'Les résultats des formules et références ne sont pas signalés ; ils sont retrouvés par comparaison, en un quart d’heure. La création et le renommage de tables ou de vues ne sont pas signalés du tout.',
  ),
  say(
    'Of several programs that hold a long connection of one app, each event reaches only one, by chance: use an app of its own for each person and computer.',
    '同一应用若有多个程序建立长连接，每个事件只会随机送达其中一个：请为每个人、每台电脑使用单独的应用。',
    'Si plusieurs programmes tiennent une connexion longue d’une même application, chaque événement n’en atteint qu’un, au hasard : une application par personne et par ordinateur.',
  ),
  say(
    'Whether events are kept while no long connection is open is not documented; what was missed is found by reading the tables, with who made it where the app may read histories. The steps in between are not known.',
    '没有长连接时事件是否保留，官方未说明；错过的变更会通过读取数据表找到，应用有权读取历史时附上操作人，但中间过程不得而知。',
    'Rien ne dit si les événements sont gardés sans connexion longue ; ce qui a manqué est retrouvé en lisant les tables, avec leur auteur si l’application a le droit de lire l’historique. Les étapes intermédiaires restent inconnues.',
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
