/** The import rules of the house; see CONTRIBUTING.md. */
const stages = [
  'dataset',
  'model',
  'learners',
  'training',
  'metrics',
  'evaluation',
  'runs',
  'predict',
  'export',
]

/** A stage of the core imports earlier stages only. */
const stageRules = stages.map((stage, index) => ({
  name: `core-${stage}-imports-earlier-stages-only`,
  severity: 'error',
  from: { path: `^src-main/core/${stage}/` },
  to: { path: `^src-main/core/(${stages.slice(index + 1).join('|') || 'none'})/` },
}))

/**
 * A feature of the window never reads another feature's store. `experiment` is no feature but the
 * page that joins data, model, recipe and training, and reads theirs.
 */
const features = [
  'dataset',
  'model',
  'learner',
  'search',
  'training',
  'runs',
  'compare',
  'predict',
  'export',
]
const featureRules = features.map((feature) => ({
  name: `${feature}-keeps-to-its-own-store`,
  severity: 'error',
  from: { path: `^src-renderer/(${features.filter((other) => other !== feature).join('|')})/` },
  to: { path: `^src-renderer/${feature}/store\\.ts$` },
}))

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-circular-folders',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
    {
      name: 'contract-imports-zod-only',
      severity: 'error',
      from: { path: '^src-preload/contract/' },
      to: { pathNot: '^(src-preload/contract/|node_modules/zod/)' },
    },
    {
      name: 'core-is-free-of-electron-and-shell',
      severity: 'error',
      from: { path: '^src-main/core/' },
      to: { path: '^(node_modules/electron/|src-main/(?!core/)|src-renderer/|src-preload/index)' },
    },
    ...stageRules,
    {
      name: 'experiment-joins-the-stages',
      severity: 'error',
      from: { path: '^src-main/core/(?!experiment/)' },
      to: { path: '^src-main/core/experiment/' },
    },
    {
      name: 'runs-never-imports-training',
      severity: 'error',
      from: { path: '^src-main/core/runs/' },
      to: { path: '^src-main/core/(training|model)/' },
    },
    {
      name: 'processes-and-cli-import-core-and-contract',
      severity: 'error',
      from: { path: '^src-main/(processes|cli)/' },
      to: { path: '^(src-main/(ipc|windows|index)|src-renderer/)' },
    },
    {
      name: 'cli-is-free-of-electron',
      severity: 'error',
      from: { path: '^src-main/cli/' },
      to: { path: '^node_modules/electron/' },
    },
    {
      name: 'ipc-imports-contract-and-clients',
      severity: 'error',
      from: { path: '^src-main/ipc/' },
      to: { path: '^(src-main/(core|cli|windows)/|src-renderer/)' },
    },
    {
      name: 'renderer-imports-contract-only',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { path: '^(src-main/|src-preload/(?!contract/)|node_modules/electron/)' },
    },
    ...featureRules,
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.vue', '.js', '.cjs', '.mjs'] },
  },
}
