#!/usr/bin/env node
/**
 * How much sooner the CNN reaches 99.0 % on the validation images with batch normalisation after its
 * convolutions: epochs and seconds of training, at one learning rate throughout, over seeds. The
 * article says “3× faster”. `node bench/accuracy/batch-norm.mjs [seed …]` after `npm run setup` and
 * `npm run build`.
 */
import { inkbench, removeRuns, seeds, spread } from './terminal.mjs'

const goal = 0.99
const mostEpochs = 8
const models = [
  { name: 'CNN', words: ['--model', 'cnn'] },
  // The gallery's model also has dropout, which is another matter.
  { name: 'CNN + BN', words: ['--model', 'cnn-bn', '--dropout', '0'] },
]

try {
  for (const { name, words } of models) {
    const reached = seeds().map((seed) => {
      const recipe = ['--epochs', String(mostEpochs), '--schedule', 'constant']
      const { runId } = inkbench(['train', ...words, ...recipe, '--seed', String(seed)])
      const { epochs } = inkbench(['runs', 'show', runId])
      const at = epochs.findIndex(({ validationAccuracy }) => validationAccuracy >= goal)
      const seconds = epochs.slice(0, at + 1).reduce((sum, epoch) => sum + epoch.seconds, 0)
      const best = Math.max(...epochs.map(({ validationAccuracy }) => validationAccuracy))
      const said =
        at === -1 ? `not within ${mostEpochs} epochs` : `epoch ${at + 1}, ${seconds.toFixed(1)} s`
      console.log(`${name} | seed ${seed} | 99.0 % at ${said} | best ${(100 * best).toFixed(2)} %`)
      return { epochs: at === -1 ? Number.NaN : at + 1, seconds }
    })
    console.log(
      `${name} | epochs ${spread(
        reached.map(({ epochs }) => epochs),
        1,
      )} | seconds ${spread(
        reached.map(({ seconds }) => seconds),
        1,
      )}`,
    )
  }
} finally {
  removeRuns()
}
