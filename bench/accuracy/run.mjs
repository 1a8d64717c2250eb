#!/usr/bin/env node
/**
 * Test accuracy of the gallery on all of MNIST, by the terminal, into a data
 * folder of its own. `node bench/accuracy/run.mjs [seed …]` after `npm run setup`
 * and `npm run build`; prints a line a run.
 */
import { augment, withTraining } from './support.mjs'

const seeds = process.argv.slice(2).map(Number)

const cases = [
  { name: 'LeNet-5, 10 epochs', words: ['--model', 'lenet5', '--epochs', 10] },
  { name: 'CNN, 5 epochs', words: ['--model', 'cnn', '--epochs', 5] },
  {
    name: 'CNN + BN + dropout + augmentation, 12 epochs',
    words: ['--model', 'cnn-bn', '--epochs', 12, ...augment],
  },
]

withTraining((train) => {
  for (const { name, words } of cases)
    for (const seed of seeds.length > 0 ? seeds : [42]) {
      const run = train([...words, '--seed', seed])
      const accuracy = (100 * run.testAccuracy).toFixed(2)
      const rate = run.imagesPerSecond.toFixed(0)
      console.log(
        `${name} | seed ${seed} | ${accuracy} % | ${rate} images/s | ${run.seconds.toFixed(0)} s`,
      )
    }
})
