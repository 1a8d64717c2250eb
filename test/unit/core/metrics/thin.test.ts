import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PointColumns } from '#contract/metrics'
import { thinPoints, thinPositions } from '#core/metrics'

const curve = fc.float64Array({ maxLength: 400, noNaN: true })
const budget = fc.integer({ min: 10, max: 100 })

describe('thinPositions', () => {
  it('keeps ends and extremes, in order, within the budget', () => {
    fc.assert(
      fc.property(curve, budget, (values, maxPoints) => {
        const kept = [...thinPositions(values, maxPoints)]
        expect(kept.length).toBeLessThanOrEqual(maxPoints)
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b))
        if (values.length === 0) return
        expect(kept[0]).toBe(0)
        expect(kept.at(-1)).toBe(values.length - 1)
        const left = kept.map((i) => values[i] ?? 0)
        expect(Math.max(...left)).toBe(Math.max(...values))
        expect(Math.min(...left)).toBe(Math.min(...values))
      }),
    )
  })

  it('leaves a short curve whole', () => {
    expect([...thinPositions(Float64Array.of(3, 1, 2), 10)]).toEqual([0, 1, 2])
  })

  it('uses most of its budget on a long curve', () => {
    const values = Float64Array.from({ length: 50_000 }, (_, i) => Math.sin(i))
    expect(thinPositions(values, 1_000).length).toBeGreaterThan(950)
  })

  it('keeps the place where a curve breaks', () => {
    const values = Float64Array.from({ length: 1_000 }, (_, i) => (i === 517 ? Number.NaN : i))
    expect([...thinPositions(values, 20)]).toContain(517)
  })
})

describe('thinPoints', () => {
  it('thins each series by itself and keeps the points’ order', () => {
    const length = 2_000
    const steps = Uint32Array.from({ length }, (_, i) => i)
    const points: PointColumns = {
      series: Uint8Array.from(steps, (step) => (step % 500 === 0 ? 4 : 0)),
      step: steps,
      epoch: Float32Array.from(steps, (step) => step / 100),
      time: Float64Array.from(steps, (step) => 1e12 + step),
      value: Float64Array.from(steps, (step) => Math.cos(step)),
    }
    const thin = thinPoints(points, 50)
    const own = [...thin.step].filter((_, i) => thin.series[i] === 4)
    expect(own).toEqual([0, 500, 1_000, 1_500])
    expect(thin.series.filter((series) => series === 0).length).toBeLessThanOrEqual(50)
    expect([...thin.step]).toEqual([...thin.step].sort((a, b) => a - b))
    for (const [i, step] of thin.step.entries()) {
      expect(thin.value[i]).toBe(Math.cos(step))
      expect(thin.time[i]).toBe(1e12 + step)
    }
  })
})
