/**
 * What each augmentation costs the CNN's training: images a second with it beside those without, in
 * turn in one run, medians of rounds of the ratio of each pair. Rotation and shift together may cost
 * 15 % of the speed.
 *
 *     node bench/training/augmentation.ts [rounds]
 */
import { loadavg } from 'node:os'
import type * as Augmenting from '#contract/augmentation'
import { load, median } from '../support.ts'
import { spawnContestant } from './contestant.ts'

const rounds = Number(process.argv[2] ?? 5)
const { usualAugmentation } = await load<typeof Augmenting>('src-preload/contract/augmentation.ts')
const kinds = Object.keys(usualAugmentation)
const cases = [['rotationDegrees', 'shiftPixels'], ...kinds.map((kind) => [kind]), kinds]
const images = 6_400
const limit = 0.15

const ours = spawnContestant('this project', process.execPath, [`${import.meta.dirname}/ours.ts`])
console.log(`${await ours.hello()}, load ${loadavg()[0]?.toFixed(1)}`)
const rateOf = async (augmented: readonly string[]) =>
  (await ours.ask(`train ${['cnn', ...augmented].join('+')} ${images}`)).rate

for (const [index, augmented] of cases.entries()) {
  const costs: number[] = []
  // Round 0 compiles and warms up.
  for (let round = 0; round <= rounds; round += 1) {
    const plain = await rateOf([])
    const cost = 1 - (await rateOf(augmented)) / plain
    if (round > 0) costs.push(cost)
  }
  const [middle, low, high] = [median(costs), Math.min(...costs), Math.max(...costs)].map(
    (cost) => `${(100 * cost).toFixed(1)} %`,
  )
  const passed = index > 0 ? '' : `, at most 15 %: ${median(costs) <= limit ? 'met' : 'MISSED'}`
  console.log(`${augmented.join(' + ')}: ${middle} (${low}–${high})${passed}`)
}
ours.end()
