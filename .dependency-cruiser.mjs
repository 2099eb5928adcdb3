// Who may import whom; run by `npm test`.

const nodeBuiltins =
  '^(node:)?(assert|buffer|child_process|cluster|console|crypto|dgram|dns|events|fs|http|http2|https|module|net|os|path|perf_hooks|process|readline|stream|string_decoder|timers|tls|tty|url|util|v8|vm|worker_threads|zlib)(/|$)';

/** @param {string[]} names */
const packages = (...names) => `(^|/)node_modules/(${names.join('|')})/`;

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'nobody-imports-test',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'shared-is-pure',
      comment: 'shared runs anywhere: only itself, zod, and i18next for its sentences',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: `^shared/|${packages('zod', 'i18next')}` },
    },
    {
      name: 'a-source-stands-alone',
      severity: 'error',
      from: { path: '^electron/core/sources/([^/]+)/' },
      to: {
        path: '.',
        pathNot: `^shared/|^electron/core/sources/(source|json|secret)\\.ts$|^electron/core/sources/$1/|^electron/core/ports\\.ts$|${packages('zod', '@larksuiteoapi/node-sdk', 'socket.io-client')}|^(node:)?(crypto|buffer|url|zlib)$`,
      },
    },
    {
      name: 'only-feishu-knows-its-sdk',
      comment: 'its own service library',
      severity: 'error',
      from: { path: '^(electron|renderer|shared)/', pathNot: '^electron/core/sources/feishu/' },
      to: { path: packages('@larksuiteoapi/node-sdk') },
    },
    {
      name: 'only-seatable-knows-socket-io',
      comment: 'its own service library',
      severity: 'error',
      from: { path: '^(electron|renderer|shared)/', pathNot: '^electron/core/sources/seatable/' },
      to: { path: packages('socket.io-client') },
    },
    {
      name: 'a-service-library-is-loaded-late',
      comment: 'the channel to one service costs nothing while nobody uses it',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: packages('socket.io-client'), dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'decisions-are-pure',
      comment: 'these decide and do not act: no Node, no store',
      severity: 'error',
      from: {
        path: '^electron/core/(rules/|receiver/gate\\.ts|notify/(compose|plan)\\.ts|feed/(?!feed\\.ts))',
      },
      to: {
        pathNot: `^shared/|^electron/core/(rules|feed|notify|receiver)/|^electron/core/ports\\.ts$`,
      },
    },
    {
      name: 'core-knows-no-edge',
      severity: 'error',
      from: { path: '^electron/core/' },
      to: { path: '^(electron/(shell|preload|cli|simulators|launch)|renderer)/' },
    },
    {
      name: 'core-libraries',
      severity: 'error',
      from: { path: '^electron/core/' },
      to: {
        dependencyTypes: ['npm', 'npm-dev'],
        pathNot: packages(
          'zod',
          'fastify',
          '@photostructure/sqlite',
          'i18next',
          '@ngrok/ngrok',
          'ssh2',
          '@types/ssh2',
          '@larksuiteoapi/node-sdk',
          'socket.io-client',
          'agent-base',
          'https-proxy-agent',
        ),
      },
    },
    {
      name: 'only-the-store-knows-sqlite',
      severity: 'error',
      from: { path: '^(electron|renderer|shared)/', pathNot: '^electron/core/store/' },
      to: { path: packages('@photostructure/sqlite') },
    },
    {
      name: 'only-the-helper-knows-ngrok',
      comment: 'its faults must end with a process of their own',
      severity: 'error',
      from: {
        path: '^(electron|renderer|shared)/',
        pathNot: '^electron/core/tunnel/ngrok/link-process\\.ts$',
      },
      to: { path: packages('@ngrok/ngrok') },
    },
    {
      name: 'nobody-imports-the-helper',
      severity: 'error',
      from: {},
      to: { path: '^electron/core/tunnel/ngrok/link-process\\.ts$' },
    },
    {
      name: 'only-its-tunnel-knows-ssh',
      severity: 'error',
      from: { path: '^(electron|renderer|shared)/', pathNot: '^electron/core/tunnel/ssh/' },
      to: { path: packages('ssh2', '@types/ssh2') },
    },
    {
      name: 'edges-use-the-front-door',
      severity: 'error',
      from: { path: '^electron/(shell|cli)/' },
      to: { path: '^electron/core/', pathNot: '^electron/core/(core|ports)\\.ts$' },
    },
    {
      name: 'simulators-know-shared-only',
      severity: 'error',
      from: { path: '^electron/simulators/' },
      to: {
        pathNot: `^shared/|^electron/simulators/|^electron/core/ports\\.ts$|${nodeBuiltins}|${packages('zod', 'fastify', 'ws', 'socket\\.io')}`,
      },
    },
    {
      name: 'electron-only-in-shell-and-preload',
      severity: 'error',
      from: { path: '^(electron|renderer|shared)/', pathNot: '^electron/(shell|preload|launch)/' },
      to: { path: packages('electron') },
    },
    {
      name: 'launch-starts-bare',
      comment:
        'it runs before anything is installed: only Node, and packages by `await import()` once they are there',
      severity: 'error',
      from: { path: '^electron/launch/', pathNot: '^electron/launch/default-app/' },
      to: { dynamic: false, pathNot: `^electron/launch/|${nodeBuiltins}` },
    },
    {
      name: 'nobody-imports-launch',
      severity: 'error',
      from: { path: '^(electron|renderer|shared)/', pathNot: '^electron/launch/' },
      to: { path: '^electron/launch/' },
    },
    {
      name: 'page-imports',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^electron/|^test/|^(node:)' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/|^release/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
