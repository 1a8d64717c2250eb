import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoreLogits } from '#core/model/scores'

describe('scoreLogits', () => {
  it('gives probabilities, loss and what is correct', () => {
    // softmax(ln 1, ln 2, ln 5) = 1/8, 2/8, 5/8
    const logits = Float32Array.of(0, Math.log(2), Math.log(5), Math.log(5), Math.log(2), 0)
    const scores = scoreLogits(logits, Uint8Array.of(2, 2), 3)
    expect([...scores.predicted]).toEqual([2, 0])
    expect(scores.correct).toBe(1)
    expect(scores.lossSum).toBeCloseTo(-Math.log(5 / 8) - Math.log(1 / 8), 6)
    for (const [i, p] of [1 / 8, 2 / 8, 5 / 8, 5 / 8, 2 / 8, 1 / 8].entries())
      expect(scores.probabilities[i]).toBeCloseTo(p, 6)
  })

  it('stays finite for logits of any size', () => {
    const logit = fc.float({ min: -1e4, max: 1e4, noNaN: true })
    fc.assert(
      fc.property(fc.array(logit, { minLength: 4, maxLength: 4 }), fc.nat(3), (row, label) => {
        const scores = scoreLogits(Float32Array.from(row), Uint8Array.of(label), 4)
        expect(Number.isFinite(scores.lossSum)).toBe(true)
        expect(scores.lossSum).toBeGreaterThanOrEqual(-1e-6)
        expect(scores.probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5)
      }),
    )
  })

  it('says that logits which are no numbers have no loss', () => {
    expect(scoreLogits(Float32Array.of(Number.NaN, 0), Uint8Array.of(0), 2).lossSum).toBeNaN()
  })
})
