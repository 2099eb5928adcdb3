// Builds the page, the main process, the CLI and the preload, and configures Vitest.
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Packages stay outside the bundles (they are shipped in node_modules); so do Node's and Electron's own modules. */
const outside = [/^node:/, ...builtinModules, 'electron', /^[a-z@][^:]*$/];

const node = (entry: Record<string, string>, directory: string, format: 'es' | 'cjs') => ({
  consumer: 'server' as const,
  resolve: { external: true as const, noExternal: [/^#/] },
  build: {
    ssr: true,
    outDir: directory,
    emptyOutDir: true,
    sourcemap: true,
    target: 'node20',
    rolldownOptions: {
      input: entry,
      external: outside,
      output: {
        format,
        entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js',
        chunkFileNames: '[name]-[hash].js',
      },
    },
  },
});

/** A program of its own beside each that starts it. */
const tunnelHelper = { 'tunnel-helper': at('./electron/core/tunnel/ngrok/link-process.ts') };

export default defineConfig({
  root: at('./renderer'),
  base: './',
  plugins: [react()],
  build: { outDir: at('./dist/page'), emptyOutDir: true, target: 'chrome130', sourcemap: true },
  environments: {
    main: node({ main: at('./electron/shell/main.ts'), ...tunnelHelper }, at('./dist/main'), 'es'),
    cli: node(
      { tablewatch: at('./electron/cli/tablewatch.ts'), ...tunnelHelper },
      at('./dist/cli'),
      'es',
    ),
    preload: node({ preload: at('./electron/preload/preload.ts') }, at('./dist/preload'), 'cjs'),
  },
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) {
        if (environment.name !== 'ssr') await builder.build(environment);
      }
    },
  },
  test: {
    root: at('.'),
    passWithNoTests: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          environment: 'node',
          include: ['test/{unit,sources,store,integration,simulators,tunnel,arch}/**/*.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'app',
          environment: 'node',
          include: ['test/app/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'real',
          environment: 'node',
          include: ['test/real/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
