#!/usr/bin/env node
/**
 * Test accuracy of the gallery on all of MNIST, by the terminal, into a data
 * folder of its own. `node bench/accuracy/run.mjs [seed …]` after `npm run setup`
 * and `npm run build`; prints a line a run, and the mean and spread of each model.
 */
import { augment, inWords, seeds, withTerminal } from './support.mjs'

const cases = [
  { name: 'LeNet-5, 10 epochs', words: ['--model', 'lenet5', '--epochs', 10] },
  { name: 'CNN, 5 epochs', words: ['--model', 'cnn', '--epochs', 5] },
  {
    name: 'CNN + BN + dropout + augmentation, 12 epochs',
    words: ['--model', 'cnn-bn', '--epochs', 12, ...augment],
  },
]

withTerminal((inkbench) => {
  for (const { name, words } of cases) {
    const accuracies = seeds().map((seed) => {
      const run = inkbench('train', ...words, '--seed', seed)
      const accuracy = 100 * run.testAccuracy
      const rate = run.imagesPerSecond.toFixed(0)
      console.log(
        `${name} | seed ${seed} | ${accuracy.toFixed(2)} % | ${rate} images/s | ${run.seconds.toFixed(0)} s`,
      )
      return accuracy
    })
    console.log(`${name} | ${inWords(accuracies, 2, ' %')}`)
  }
})
