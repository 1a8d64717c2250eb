import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { samplesByClass } from '#core/learners/svm/class-samples'
import { couplePairs } from '#core/learners/svm/couple'
import { planMemory } from '#core/learners/svm/memory-plan'
import { optimizeSet } from '#core/learners/svm/optimize-set'
import { checkKernelValues } from '#core/learners/svm/settings'
import { fitSigmoid } from '#core/learners/svm/sigmoid'
import { stratifiedSubset } from '#core/learners/svm/stratify'
import { countVotes, coupleVotes } from '#core/learners/svm/votes'
import { WorkingSet } from '#core/learners/svm/working-set'
import type { LearningImages } from '#core/learners/types'
import { problemCode } from '../../../support/engine/problem'

interface Golden {
  cases: Record<string, { decisions: number[]; confidences: number[]; predicted: number[] }>
  sigmoid: { decisions: number[]; ofFirst: boolean[]; a: number; b: number }
  coupling: { a: number[]; b: number[]; decisions: number[]; probabilities: number[] }
}
const golden = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../golden/svm.json'), 'utf8'),
) as Golden

function images(labels: number[], pixel: (index: number) => number): LearningImages {
  const pixels = Uint8Array.from({ length: labels.length * 2 }, (_, index) => pixel(index))
  return { count: labels.length, features: 2, classes: 10, pixels, labels: Uint8Array.from(labels) }
}

describe('votes', () => {
  const { rbf } = golden.cases
  if (!rbf) throw new Error('The case is missing.')
  const rows = rbf.predicted.map((_, image) =>
    Float32Array.from(rbf.decisions.slice(image * 45, (image + 1) * 45)),
  )

  it('elect what LIBSVM predicts, and rank classes as scikit-learn’s confidences do', () => {
    const votes = rows.map((row) => countVotes(row, 10))
    expect(votes.map(({ winner }) => winner)).toEqual(rbf.predicted)
    votes.forEach(({ probabilities }, image) => {
      const powers = rbf.confidences.slice(image * 10, (image + 1) * 10).map(Math.exp)
      const sum = powers.reduce((total, power) => total + power, 0)
      probabilities.forEach((probability, index) =>
        expect(probability).toBeCloseTo((powers[index] ?? 0) / sum, 4),
      )
    })
  })

  it('that tie go to the lowest class, which stands first however decided the others were', () => {
    // 0 over 1, 2 over 0, 1 over 2: a vote each, and class 1 is the most decided.
    const { winner, probabilities } = countVotes(Float32Array.of(0.1, -0.1, 5), 3)
    expect(winner).toBe(0)
    expect(Math.max(...probabilities)).toBe(probabilities[0])
    expect(probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12)
  })

  it('become LIBSVM’s probabilities through its sigmoids', () => {
    const { a, b, decisions, probabilities } = golden.coupling
    const platt = { a: Float64Array.from(a), b: Float64Array.from(b) }
    for (let image = 0; image < probabilities.length / 10; image += 1) {
      const row = Float32Array.from(decisions.slice(image * 45, (image + 1) * 45))
      const vote = coupleVotes(row, 10, platt)
      const known = probabilities.slice(image * 10, (image + 1) * 10)
      expect(vote.winner).toBe(known.indexOf(Math.max(...known)))
      vote.probabilities.forEach((each, index) => expect(each).toBeCloseTo(known[index] ?? 0, 5))
    }
  })
})

describe('probabilities', () => {
  it('come from the sigmoid that scikit-learn fits', () => {
    const { decisions, ofFirst, a, b } = golden.sigmoid
    const fitted = fitSigmoid(Float64Array.from(decisions), ofFirst)
    expect(fitted.a).toBeCloseTo(a, 3)
    expect(fitted.b).toBeCloseTo(b, 3)
  })

  it('of pairs that agree are found again', () => {
    const known = [0.5, 0.3, 0.2]
    const pairwise = Float64Array.from({ length: 9 }, (_, index) => {
      const [p = 0, q = 0] = [known[Math.floor(index / 3)], known[index % 3]]
      return p / (p + q)
    })
    couplePairs(pairwise, 3).forEach((each, index) =>
      expect(Math.abs(each - (known[index] ?? 0))).toBeLessThan(0.005),
    )
  })
})

describe('a working set', () => {
  /** Kernel of two variables: (i + 1) · (j + 1). */
  const row = (variable: number): [Float32Array, Float32Array] => [
    Float32Array.from([1, 2, 3], (each) => each * (variable + 1)),
    Float32Array.from([4, 5], (each) => each * (variable + 1)),
  ]

  it('keeps the kernel values of its members when one leaves', () => {
    const set = new WorkingSet(4, 5)
    for (const variable of [4, 1, 3]) {
      set.add(variable)
      set.fillKernel(set.size - 1, row(variable), 3)
    }
    set.remove(4)
    expect([...set.members.subarray(0, set.size)]).toEqual([3, 1])
    expect([4, 1, 3].map((variable) => set.has(variable))).toEqual([false, true, true])
    const at = (row: number, column: number) => set.kernel[row * set.stride + column]
    expect([at(0, 0), at(0, 1), at(1, 0), at(1, 1)]).toEqual([16, 8, 8, 4])
    expect([...set.diagonal.subarray(0, 2)]).toEqual([16, 4])
  })

  it.each([
    { cost: 5, expected: 0.5 },
    { cost: 0.2, expected: 0.2 },
  ])('of two points ends at the known optimum, cost $cost', ({ cost, expected }) => {
    // Points 1 and −1 on a line, of either class: α = 2 / |x − z|² = ½, or the cost.
    const set = new WorkingSet(2, 2)
    set.add(0)
    set.add(1)
    set.kernel.set([1, -1])
    set.kernel.set([-1, 1], set.stride)
    set.diagonal.fill(1)
    set.gradient.set([-1, 1])
    set.lowest.set([0, -cost])
    set.highest.set([cost, 0])
    expect(optimizeSet(set, 1e-6, 100)).toBe(1)
    expect([...set.coefficient]).toEqual([expected, -expected])
  })
})

describe('a polynomial kernel', () => {
  it('is refused where its values of the images are beyond floats', () => {
    const bright = images([1, 3], (index) => index + 200)
    const kernel = { kind: 'polynomial', gamma: 10, offset: 0 } as const
    const check = (degree: number) => () => checkKernelValues(bright, { ...kernel, degree })
    expect(problemCode(check(99))).toBe('svm.kernelTooLarge')
    expect(problemCode(check(9))).toBe('none')
  })

  it('is refused where its values of the images are lost at the lower end of floats', () => {
    const bright = images([1, 3], (index) => index + 200)
    const check = (gamma: number, offset: number) => () =>
      checkKernelValues(bright, { kind: 'polynomial', degree: 10, gamma, offset })
    expect(problemCode(check(1e-9, 0))).toBe('svm.kernelTooSmall')
    expect(problemCode(check(1e-2, 0))).toBe('none')
  })

  it('is refused where the offset hides what tells the images apart', () => {
    const bright = images([1, 3], (index) => index + 200)
    const check = (gamma: number, offset: number) => () =>
      checkKernelValues(bright, { kind: 'polynomial', degree: 1, gamma, offset })
    expect(problemCode(check(1e-9, 1))).toBe('svm.kernelTooEven')
    expect(problemCode(check(1e-9, 0))).toBe('none')
    expect(problemCode(check(1e-3, 1))).toBe('none')
  })
})

describe('a subset of the images', () => {
  // Of class 4 there are three in a thousand, of class 5 one.
  const labels = Array.from({ length: 1_000 }, (_, index) =>
    index < 3 ? 4 : index < 4 ? 5 : index % 4,
  )
  const all = images(labels, (index) => Math.floor(index / 2) % 256)
  const countsOf = (subset: LearningImages) =>
    [0, 1, 2, 3, 4, 5].map((label) => subset.labels.filter((each) => each === label).length)

  it.each([6, 7, 99, 333, 999, 1_000])('is as large as asked for: %i', (count) => {
    const subset = stratifiedSubset(all, count, 3)
    expect([subset.count, subset.labels.length, subset.pixels.length]).toEqual([
      count,
      count,
      2 * count,
    ])
    const whole = countsOf(all)
    for (const [label, found] of countsOf(subset).entries()) {
      expect(found).toBeGreaterThanOrEqual(1)
      expect(Math.abs(found - ((whole[label] ?? 0) * count) / 1_000)).toBeLessThan(2)
    }
  })

  it('is drawn by its seed, and no image twice', () => {
    expect(stratifiedSubset(all, 500, 3)).toEqual(stratifiedSubset(all, 500, 3))
    expect(stratifiedSubset(all, 500, 3).pixels).not.toEqual(stratifiedSubset(all, 500, 4).pixels)
    const numbered = {
      ...all,
      features: 2,
      pixels: Uint8Array.from({ length: 2_000 }, (_, at) => (at % 2 ? at >> 9 : at >> 1)),
    }
    const { pixels } = stratifiedSubset(numbered, 700, 3)
    const seen = new Set(
      Array.from({ length: 700 }, (_, i) => `${pixels[2 * i]} ${pixels[2 * i + 1]}`),
    )
    expect(seen.size).toBe(700)
  })
})

describe('memory', () => {
  const labels = Array.from({ length: 6000 }, (_, index) => index % 3)
  const samples = samplesByClass(images(labels, () => 0))

  it('is shared out within the limit, and the working set shrinks before it is refused', () => {
    const ample = planMemory(samples, 512 * 2 ** 20)
    expect(ample).toMatchObject({ largestPair: 4000, capacity: 2048 })
    const tight = planMemory(samples, 4 * 2 ** 20)
    expect(tight.capacity).toBeLessThan(ample.capacity)
    for (const { capacity, segments } of [ample, tight])
      expect(segments).toBeGreaterThanOrEqual(2 * capacity)
    expect(tight.segments * 8000 + tight.capacity ** 2 * 4).toBeLessThan(4 * 2 ** 20)
  })

  it('too small is told before work starts', () => {
    expect(problemCode(() => planMemory(samples, 2 ** 20))).toBe('svm.memory')
  })
})
