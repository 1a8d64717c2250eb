import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deriveSeed, Random, shuffle } from '#core/dataset'
import { readGolden } from '../../../support/engine/golden'

describe('Random', () => {
  it.each(Object.entries(readGolden().xoshiro))(
    'gives the reference’s numbers for %s',
    (seed, numbers) => {
      const random = new Random(Number(seed))
      expect(numbers.map(() => random.nextUint32())).toEqual(numbers)
    },
  )

  it('spreads over 0 … 1', () => {
    const random = new Random(3)
    const draws = Array.from({ length: 20_000 }, () => random.next())
    const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length
    expect(mean).toBeCloseTo(0.5, 2)
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...draws)).toBeLessThan(1)
  })

  it('stays below its limit and between its ends', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 1000 }), (seed, limit) => {
        const random = new Random(seed)
        const below = random.below(limit)
        expect(Number.isInteger(below) && below >= 0 && below < limit).toBe(true)
        const between = random.between(-limit, limit)
        expect(between >= -limit && between < limit).toBe(true)
      }),
    )
  })
})

describe('shuffle', () => {
  it('keeps every value, once', () => {
    fc.assert(
      fc.property(fc.uint32Array(), fc.nat(), (values, seed) => {
        const shuffled = shuffle(values.slice(), new Random(seed))
        expect([...shuffled].sort()).toEqual([...values].sort())
      }),
    )
  })

  it('brings each value to each place about as often', () => {
    const counts = new Uint32Array(16)
    for (let seed = 0; seed < 4_000; seed += 1)
      for (const [place, value] of shuffle(Uint32Array.of(0, 1, 2, 3), new Random(seed)).entries())
        counts[4 * place + value] = (counts[4 * place + value] ?? 0) + 1
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(130)
  })
})

describe('deriveSeed', () => {
  it('differs by seed and by purpose and fits a signed word', () => {
    const seeds = [0, 1, 2, 42].flatMap((seed) =>
      ['split', 'order/0', 'order/1', 'dropout/a'].map((purpose) => deriveSeed(seed, purpose)),
    )
    expect(new Set(seeds).size).toBe(seeds.length)
    for (const seed of seeds) expect(seed >= 0 && seed <= 0x7fffffff).toBe(true)
  })
})
