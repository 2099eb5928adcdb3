// What installing NocoDB says in the terminal, in three languages.

const en = {
  /** @param {string} folder */
  installing: (folder) =>
    `Installing NocoDB for the tests into ${folder} (1.6 GB, about three minutes, once)…`,
  /** @param {string} needed @param {string} free @param {string} folder */
  noSpace: (needed, free, folder) =>
    `NocoDB needs ${needed} GB in ${folder}, where ${free} GB are free. Free some space, or set XDG_CACHE_HOME to a larger disk.`,
  failed:
    'NocoDB could not be installed. If a compiler is missing: apt-get install build-essential python3. npm said:',
};

/** @typedef {typeof en} Words */

/** @type {Words} */
const fr = {
  installing: (folder) =>
    `Installation de NocoDB pour les tests dans ${folder} (1,6 Go, environ trois minutes, une seule fois)…`,
  noSpace: (needed, free, folder) =>
    `NocoDB demande ${needed} Go dans ${folder}, où ${free} Go sont libres. Libérez de la place, ou dirigez XDG_CACHE_HOME vers un disque plus grand.`,
  failed:
    'NocoDB n’a pas pu être installé. S’il manque un compilateur : apt-get install build-essential python3. Message de npm :',
};

/** @type {Words} */
const zh = {
  installing: (folder) => `正在为测试安装 NocoDB 到 ${folder}（1.6 GB，约三分钟，仅此一次）…`,
  noSpace: (needed, free, folder) =>
    `NocoDB 需要 ${folder} 中有 ${needed} GB 空间，目前剩余 ${free} GB。请腾出空间，或将 XDG_CACHE_HOME 指向更大的磁盘。`,
  failed: 'NocoDB 安装失败。如缺少编译器：apt-get install build-essential python3。npm 的输出：',
};

const tag = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '';

export const words = /^zh/i.test(tag) ? zh : /^fr/i.test(tag) ? fr : en;
