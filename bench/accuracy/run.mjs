#!/usr/bin/env node
/**
 * Test accuracy of the gallery on all of MNIST, by the terminal, into a data
 * folder of its own. `node bench/accuracy/run.mjs [seed …]` after `npm run setup`
 * and `npm run build`; prints a line a run.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const cli = join(import.meta.dirname, '..', '..', 'out', 'main', 'cli.cjs')
const seeds = process.argv.slice(2).map(Number)
const folder = mkdtempSync(join(tmpdir(), 'inkbench-bench-'))

const cases = [
  { name: 'LeNet-5, 10 epochs', model: 'lenet5', epochs: 10 },
  { name: 'CNN, 5 epochs', model: 'cnn', epochs: 5 },
  {
    name: 'CNN + BN + dropout + augmentation, 12 epochs',
    model: 'cnn-bn',
    epochs: 12,
    augmented: true,
  },
]

function inkbench(words) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cli, '--data-dir', folder, '--json', ...words],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}

/** The terminal has no switch for augmentation: a spec file, made out of a run's own. */
function augmentedSpec(model) {
  const { runId } = inkbench(['train', '--model', model, '--epochs', '1', '--train-limit', '100'])
  const { spec } = inkbench(['runs', 'show', runId])
  spec.dataset.trainLimit = null
  spec.recipe.augmentation = { rotationDegrees: 15, shiftPixels: 2 }
  const file = join(folder, `${model}.inkbench.json`)
  writeFileSync(file, JSON.stringify(spec))
  return file
}

try {
  for (const { name, model, epochs, augmented } of cases) {
    const source = augmented ? ['--spec', augmentedSpec(model)] : ['--model', model]
    for (const seed of seeds.length > 0 ? seeds : [42]) {
      const run = inkbench(['train', ...source, '--epochs', String(epochs), '--seed', String(seed)])
      const accuracy = (100 * run.testAccuracy).toFixed(2)
      const rate = run.imagesPerSecond.toFixed(0)
      console.log(
        `${name} | seed ${seed} | ${accuracy} % | ${rate} images/s | ${run.seconds.toFixed(0)} s`,
      )
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
