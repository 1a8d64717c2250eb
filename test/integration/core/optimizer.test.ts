import { beforeAll, describe, expect, it } from 'vitest'
import type { Tensors } from '#core/native/tensorflow'
import { Optimizer } from '#core/training'
import { readGolden } from '../../support/engine/golden'
import { countTensors, nativeTensors } from '../../support/engine/tensors'

const { start, pull, cases } = readGolden().optimizers
const names = ['kernel', 'bias'] as const

let tf: Tensors
beforeAll(async () => {
  tf = await nativeTensors()
})

describe('Optimizer', () => {
  it.each(cases)(
    'follows the reference: $name',
    ({ optimizer, learningRate, weightDecay, path }) => {
      const before = countTensors(tf)
      const weights = names.map((name) => ({
        variable: tf.tidy(() => tf.variable(tf.tensor1d(start[name]))),
        decays: name === 'kernel',
      }))
      const rule = new Optimizer(tf, weights, { optimizer, weightDecay })
      for (const [done, expected] of path.entries()) {
        const gradients = weights.map(({ variable }, i) => {
          const { a, b } = pull[names[i] ?? 'kernel']
          return tf.tidy(() => variable.mul(tf.tensor1d(a)).add(b))
        })
        rule.apply(gradients, learningRate, done + 1)
        tf.dispose(gradients)
        for (const [i, name] of names.entries())
          for (const [j, value] of (weights[i]?.variable.dataSync() ?? []).entries())
            expect(Math.abs(value - (expected[name][j] ?? Number.NaN))).toBeLessThan(2e-6)
      }
      rule.dispose()
      for (const { variable } of weights) variable.dispose()
      expect(countTensors(tf)).toEqual(before)
    },
  )
})
