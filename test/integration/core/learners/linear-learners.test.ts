import { beforeAll, describe, expect, it } from 'vitest'
import { majority } from '#core/learners/majority'
import { naiveBayes } from '#core/learners/naive-bayes'
import { softmaxRegression } from '#core/learners/softmax-regression'
import type { LearnerAnswer } from '#core/learners/types'
import type { Tensors } from '#core/native/tensorflow'
import { countTensors, nativeTensors } from '../../../support/engine/tensors'
import { firstImages, quietWork, readLearnerGolden } from '../../../support/first-images'

interface Told {
  accuracy: number
  /** Of the first images, [20][10] */
  probabilities: number[][]
}
/** What `test/golden/learners.py` computed. */
const golden = readLearnerGolden<{ naiveBayes: Told; softmaxRegression: Told }>('learners')

let tf: Tensors
let some: Awaited<ReturnType<typeof firstImages>>
beforeAll(async () => {
  tf = await nativeTensors()
  some = await firstImages(2_000, 500)
})

function accuracyOf({ predicted }: LearnerAnswer): number {
  return some.labels.filter((label, i) => label === predicted[i]).length / some.labels.length
}

/** Largest difference to the reference among the first images' probabilities. */
function apart({ probabilities }: LearnerAnswer, told: Told): number {
  const differences = told.probabilities.flatMap((row, image) =>
    row.map((expected, label) => Math.abs(expected - (probabilities[image * 10 + label] ?? NaN))),
  )
  return Math.max(...differences)
}

describe('Gaussian naive Bayes', () => {
  it('says what scikit-learn’s says', async () => {
    const settings = { type: 'naiveBayes', smoothing: 0.1 } as const
    const learner = await naiveBayes.fit(tf, settings, some.learning, quietWork)
    const answer = await learner.answer(some.pixels, 500, quietWork)
    expect(accuracyOf(answer)).toBeCloseTo(golden.naiveBayes.accuracy, 10)
    expect(apart(answer, golden.naiveBayes)).toBeLessThan(1e-4)
  })

  it('tells when it is done, and hears even then that it is stopped', async () => {
    const settings = { type: 'naiveBayes', smoothing: 0.1 } as const
    const stop = new AbortController()
    const told: number[] = []
    const report = (share: number) => {
      told.push(share)
      if (share === 1) stop.abort()
    }
    const work = { signal: stop.signal, report }
    await expect(naiveBayes.fit(tf, settings, some.learning, work)).rejects.toThrow()
    expect(told.at(-1)).toBe(1)
  })
})

describe('softmax regression', () => {
  const settings = { type: 'softmaxRegression', l2: 0.001, iterations: 500 } as const

  it('reaches scikit-learn’s minimum, and leaves no tensor', async () => {
    const before = countTensors(tf)
    const learner = await softmaxRegression.fit(tf, settings, some.learning, quietWork)
    const answer = await learner.answer(some.pixels, 500, quietWork)
    expect(Math.abs(accuracyOf(answer) - golden.softmaxRegression.accuracy)).toBeLessThan(0.005)
    // Both end near the minimum and not in it: the descent at a gradient of 1e-4.
    expect(apart(answer, golden.softmaxRegression)).toBeLessThan(0.03)
    expect(countTensors(tf)).toEqual(before)
  })

  it('hears before its first step that it is stopped, and leaves no tensor', async () => {
    const before = countTensors(tf)
    const stop = new AbortController()
    const told: number[] = []
    const work = { signal: stop.signal, report: (share: number) => told.push(share) }
    setImmediate(() => stop.abort())
    const fit = softmaxRegression.fit(tf, settings, some.learning, work)
    await expect(fit).rejects.toThrow()
    expect(told).toEqual([])
    expect(countTensors(tf)).toEqual(before)
  })

  it('ends when it is stopped, and leaves no tensor', async () => {
    const before = countTensors(tf)
    const stop = new AbortController()
    const work = { signal: stop.signal, report: () => stop.abort() }
    const fit = softmaxRegression.fit(tf, settings, some.learning, work)
    await expect(fit).rejects.toThrow()
    expect(countTensors(tf)).toEqual(before)
  })
})

describe('the majority', () => {
  it('is the most frequent class, with the shares of all as probabilities', async () => {
    const learner = await majority.fit(tf, { type: 'majority' }, some.learning, quietWork)
    const { predicted, probabilities } = await learner.answer(some.pixels, 2, quietWork)
    const counts = Array.from({ length: 10 }, (_, label) =>
      some.learning.labels.reduce((sum, each) => sum + (each === label ? 1 : 0), 0),
    )
    expect([...predicted]).toEqual(Array(2).fill(counts.indexOf(Math.max(...counts))))
    expect([...probabilities.subarray(0, 10)].map((share) => Math.round(share * 2_000))).toEqual(
      counts,
    )
  })
})
