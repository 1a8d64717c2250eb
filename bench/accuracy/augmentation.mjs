#!/usr/bin/env node
/**
 * What rotation by ±15° and shift by ±2 pixels add to the test accuracy of LeNet-5
 * after 20 epochs. `node bench/accuracy/augmentation.mjs [seed …]` after `npm run setup`
 * and `npm run build`; prints a line a seed, the mean and spread of both, and the difference.
 */
import { augment, inWords, mean, seeds, withTerminal } from './support.mjs'

const words = ['--model', 'lenet5', '--epochs', 20]
const signed = (points) => `${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(2)} points`

withTerminal((inkbench) => {
  const [plain, augmented] = [[], []]
  for (const seed of seeds()) {
    // In turn, so that a change of the machine's load is not taken for the augmentation's cost.
    const [off, on] = [[], augment].map((more) =>
      inkbench('train', ...words, '--seed', seed, ...more),
    )
    plain.push(100 * off.testAccuracy)
    augmented.push(100 * on.testAccuracy)
    const accuracies = `${plain.at(-1).toFixed(2)} % → ${augmented.at(-1).toFixed(2)} %`
    const rates = `${off.imagesPerSecond.toFixed(0)} → ${on.imagesPerSecond.toFixed(0)} images/s`
    console.log(
      `seed ${seed} | ${accuracies} | ${signed(augmented.at(-1) - plain.at(-1))} | ${rates}`,
    )
  }
  console.log(`without | ${inWords(plain, 2, ' %')}`)
  console.log(`with    | ${inWords(augmented, 2, ' %')}`)
  console.log(`difference of the means | ${signed(mean(augmented) - mean(plain))}`)
})
