// How a Feishu app is set up in the developer console, step by step, and which limits each of its two ways has.
import type { Words } from '#shared/locale';
import type { SetUpStep } from '#shared/source-info';
import { say } from './words';

const createApp = say(
  'In the developer console, create a custom app. Its App ID and App Secret stand under Credentials.',
  '在开发者后台创建企业自建应用，App ID 和 App Secret 在“凭证与基础信息”中。',
  'Dans la console développeur, créez une application personnalisée. Son App ID et son App Secret sont sous « Credentials ».',
);
const giveScopes = say(
  'Under Permissions & Scopes, give it these two, each for app identity AND for user identity: with only one of them, no event comes.',
  '在“权限管理”中开通以下两项权限，应用身份和用户身份都要开通：缺一则收不到事件。',
  'Sous « Permissions & Scopes », accordez ces deux droits, pour l’identité application ET utilisateur : avec une seule, aucun événement n’arrive.',
);
const giveMoreScopes = say(
  'If you like, add: who changed what while nothing could arrive, names of people, and bases inside a wiki.',
  '可按需再开通：中断期间是谁改了什么、人员姓名、知识库中的多维表格。',
  'Si vous le souhaitez, ajoutez : qui a changé quoi pendant une interruption, les noms des personnes, les bases d’un wiki.',
);
const useConnection = say(
  'Save this connection, which App ID and App Secret suffice for, and wait until it says that the live channel is open. Then, under Events & Callbacks, Event configuration, choose to receive events through persistent connection: the console saves that only while Tablewatch is connected.',
  '先保存此连接（有 App ID 和 App Secret 即可），等到显示实时通道已打开；然后在“事件与回调 → 事件配置”中选择“使用长连接接收事件”：后台只有在 Tablewatch 已连接时才能保存。',
  'Enregistrez cette connexion (App ID et App Secret suffisent) et attendez qu’elle annonce le canal en direct ouvert. Puis, sous « Events & Callbacks », « Event configuration », choisissez la réception par connexion persistante : la console ne l’enregistre que si Tablewatch est connecté.',
);
const copyKeys = say(
  'Under Events & Callbacks, Encryption Strategy, set an Encrypt Key, and copy it and the Verification Token into this connection.',
  '在“事件与回调 → 加密策略”中设置 Encrypt Key，并把它和 Verification Token 复制到此连接。',
  'Sous « Events & Callbacks », « Encryption Strategy », choisissez un Encrypt Key, et copiez-le avec le Verification Token dans cette connexion.',
);
const pasteAddress = say(
  'Under Event configuration, choose to send events to a request URL, and paste this address. It is checked at once, so Tablewatch must be running and its public address must work.',
  '在“事件配置”中选择将事件发送至请求地址，并粘贴此地址。保存时会立即校验，因此 Tablewatch 须正在运行，且公网地址可用。',
  'Sous « Event configuration », choisissez l’envoi vers une URL de requête et collez cette adresse. Elle est vérifiée aussitôt : Tablewatch doit être lancé et son adresse publique joignable.',
);
const addEvents = say(
  'Add these events. In the same list there are more about the base as a whole, which are told as well: renamed, thrown away, shared.',
  '添加以下事件。列表中还有关于整个多维表格的事件（重命名、删除、共享），添加后也会提示。',
  'Ajoutez ces événements. La même liste en contient d’autres sur la base entière, signalés aussi : renommée, supprimée, partagée.',
);
const publish = say(
  'Create a version of the app and have it approved; before that nothing is sent.',
  '创建应用版本并通过审核；在此之前不会推送任何事件。',
  'Créez une version de l’application et faites-la approuver ; rien n’est envoyé avant.',
);
const giveBase = say(
  'Open the base, choose “…”, More, Add document app, pick the app, and give it the right to manage.',
  '打开多维表格，在“…”→“更多”→“添加文档应用”中选择该应用，并授予“可管理”权限。',
  'Ouvrez la base, choisissez « … », « Plus », « Ajouter une application de document », prenez l’application et donnez-lui le droit de gestion.',
);
const chooseTables = say(
  'Choose here what to watch. Tablewatch subscribes to the base, and subscribes again should that get lost.',
  '在此选择要监听的内容。Tablewatch 会订阅该多维表格，订阅丢失时会重新订阅。',
  'Choisissez ici quoi surveiller. Tablewatch s’abonne à la base, et s’y réabonne si l’abonnement se perd.',
);

const longConnection = { field: 'mode', is: 'longConnection' } as const;
const webhook = { field: 'mode', is: 'webhook' } as const;

/** Scopes: https://open.larksuite.com/document/uAjLw4CM/ukTMukTMukTM/reference/drive-v1/file/subscribe */
export const setUp: readonly SetUpStep[] = [
  { words: createApp, link: 'https://open.feishu.cn/app', when: { field: 'brand', is: 'feishu' } },
  {
    words: createApp,
    link: 'https://open.larksuite.com/app',
    when: { field: 'brand', is: 'lark' },
  },
  { words: giveScopes, copy: ['docs:event:subscribe', 'bitable:app'] },
  {
    words: giveMoreScopes,
    copy: ['base:history:read', 'contact:user.base:readonly', 'wiki:wiki:readonly'],
  },
  { words: useConnection, when: longConnection },
  { words: copyKeys, when: webhook },
  { words: pasteAddress, address: true, when: webhook },
  {
    words: addEvents,
    copy: ['drive.file.bitable_record_changed_v1', 'drive.file.bitable_field_changed_v1'],
  },
  { words: publish },
  { words: giveBase },
  { words: chooseTables },
];

export const stepWords: readonly Words[] = [...new Set(setUp.map(({ words: said }) => said))];

/** Limits that only a request URL has, by their place among the limits; and those of the long connection. */
export const limitsWhen = {
  0: webhook,
  1: webhook,
  2: webhook,
  4: longConnection,
  5: longConnection,
} as const;

/** Events come to a public address alone. */
export const addressWhen = webhook;
