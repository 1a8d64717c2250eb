import { describe, expect, it } from 'vitest'
import { minimize } from '#core/learners/lbfgs'

describe('a descent', () => {
  /** Σ (i + 1) · (x − 1)². */
  const bowl = (point: Float64Array) => ({
    value: point.reduce((sum, part, i) => sum + (i + 1) * (part - 1) ** 2, 0),
    gradient: point.map((part, i) => 2 * (i + 1) * (part - 1)),
  })
  const descent = { iterations: 50, tolerance: 1e-6, onIteration: () => Promise.resolve() }

  it('finds the bottom of a bowl', async () => {
    const slopeAt = (point: Float64Array) => Promise.resolve(bowl(point))
    const { point, converged, iterations } = await minimize(slopeAt, new Float64Array(4), descent)
    expect(converged).toBe(true)
    expect(iterations).toBeLessThan(50)
    for (const part of point) expect(part).toBeCloseTo(1, 6)
  })

  it('says after how many steps it ended, and that it was given up', async () => {
    let steps = 0
    const counted = { ...descent, iterations: 2, onIteration: () => Promise.resolve(void steps++) }
    const slopeAt = (point: Float64Array) => Promise.resolve(bowl(point))
    const { converged, iterations } = await minimize(slopeAt, new Float64Array(4), counted)
    expect({ converged, iterations, steps }).toEqual({ converged: false, iterations: 2, steps: 2 })
  })

  it('can be ended between two tries of one step', async () => {
    let tries = 0
    // Wherever a step leads it is worse, so the first would be halved again and again.
    const slopeAt = () => {
      tries += 1
      if (tries === 4) return Promise.reject(new Error('stopped'))
      return Promise.resolve({ value: tries, gradient: Float64Array.of(1) })
    }
    await expect(minimize(slopeAt, new Float64Array(1), descent)).rejects.toThrow('stopped')
  })
})
