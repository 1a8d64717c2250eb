#!/usr/bin/env node
/**
 * How much sooner the CNN reaches 99.0 % on the validation images with batch normalisation after its
 * convolutions: epochs and seconds of training, at one learning rate throughout, over seeds. The
 * article says “3× faster”. `node bench/accuracy/batch-norm.mjs [seed …]` after `npm run setup` and
 * `npm run build`.
 */
import { inWords, seeds, withTerminal } from './support.mjs'

const goal = 0.99
const mostEpochs = 8
const recipe = ['--epochs', mostEpochs, '--schedule', 'constant']
const models = [
  { name: 'CNN', words: ['--model', 'cnn'] },
  // The gallery's model also has dropout, which is another matter.
  { name: 'CNN + BN', words: ['--model', 'cnn-bn', '--dropout', 0] },
]

withTerminal((inkbench) => {
  for (const { name, words } of models) {
    const reached = seeds().map((seed) => {
      const { runId } = inkbench('train', ...words, ...recipe, '--seed', seed)
      const { epochs } = inkbench('runs', 'show', runId)
      const at = epochs.findIndex(({ validationAccuracy }) => validationAccuracy >= goal)
      const seconds = epochs.slice(0, at + 1).reduce((sum, epoch) => sum + epoch.seconds, 0)
      const best = Math.max(...epochs.map(({ validationAccuracy }) => validationAccuracy))
      const where = at === -1 ? 'never' : `epoch ${at + 1}, ${seconds.toFixed(1)} s`
      console.log(`${name} | seed ${seed} | ${where} | best ${(100 * best).toFixed(2)} %`)
      return at === -1 ? null : { epochs: at + 1, seconds }
    })
    const found = reached.filter((each) => each !== null)
    const told = (key, unit) =>
      found.length === 0
        ? '–'
        : inWords(
            found.map((each) => each[key]),
            1,
            unit,
          )
    const [epochs, seconds] = [told('epochs', ''), told('seconds', ' s')]
    console.log(`${name} | ${found.length} of ${reached.length} | epochs ${epochs} | ${seconds}`)
  }
})
