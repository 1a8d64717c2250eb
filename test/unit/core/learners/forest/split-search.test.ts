import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LevelSort } from '#core/learners/forest/level-sort'
import { Partition } from '#core/learners/forest/node-images'
import { bagTag, SplitSearch } from '#core/learners/forest/split-search'

interface Sample {
  level: number
  label: number
  copies: number
}

const classes = 3

/** Few levels make ties and constant pixels, many make long lists. */
const samples = (levels: number, longest: number) =>
  fc.array(
    fc.record({
      level: fc.nat(levels).map((level) => (level * 255) / levels),
      label: fc.nat(classes - 1),
      copies: fc.integer({ min: 1, max: 3 }),
    }),
    { minLength: 1, maxLength: longest },
  )

/** Σ over classes of squares ÷ weight. */
function purityOf(side: Sample[]): number {
  const counts = [0, 1, 2].map((c) =>
    side.filter((s) => s.label === c).reduce((sum, s) => sum + s.copies, 0),
  )
  const weight = counts.reduce((sum, count) => sum + count, 0)
  return counts.reduce((sum, count) => sum + count * count, 0) / weight
}

/** All thresholds by definition; which of several that are as good but for rounding is left open. */
function bestThresholds(all: Sample[], smallest: number) {
  const levels = [...new Set(all.map((s) => s.level))].sort((a, b) => a - b)
  const found = levels.slice(0, -1).flatMap((level, i) => {
    const below = all.filter((s) => s.level <= level)
    const above = all.filter((s) => s.level > level)
    if (below.length < smallest || above.length < smallest) return []
    const threshold = Math.floor((level + (levels[i + 1] ?? 0)) / 2)
    return [{ purity: purityOf(below) + purityOf(above), threshold }]
  })
  const purity = Math.max(-1, ...found.map((each) => each.purity))
  const best = found.filter((each) => each.purity > purity - 1e-9)
  return { purity, thresholds: best.map(({ threshold }) => threshold) }
}

function nodeOf(all: Sample[]) {
  return {
    data: Uint8Array.from(all, (s) => s.level),
    stride: all.length,
    pairs: Int32Array.from(all.flatMap((s, i) => [i, bagTag(s.label, s.copies)])),
    start: 0,
    end: all.length,
  }
}

describe('SplitSearch', () => {
  it.each([
    [3, 12],
    [255, 24],
    [255, 200],
    [5, 200],
  ])('finds the best threshold of %i levels in up to %i images', (levels, longest) => {
    fc.assert(
      fc.property(samples(levels, longest), fc.integer({ min: 1, max: 4 }), (all, smallest) => {
        const search = new SplitSearch(all.length, classes, smallest)
        // Twice: nothing of the first search is left for the second.
        for (let turn = 0; turn < 2; turn += 1) {
          const node = nodeOf(all)
          search.begin(node)
          expect(search.weight).toBe(all.reduce((sum, s) => sum + s.copies, 0))
          expect(search.isPure).toBe(new Set(all.map((s) => s.label)).size === 1)
          const differs = search.tryPixel(node, 0)
          expect(differs).toBe(new Set(all.map((s) => s.level)).size > 1)
          const best = bestThresholds(all, smallest)
          expect(search.purity).toBeCloseTo(best.purity, 9)
          if (best.purity >= 0) expect(best.thresholds).toContain(search.threshold)
        }
      }),
    )
  })

  it('keeps the lowest of equally good thresholds', () => {
    const node = nodeOf([0, 1, 2, 3].map((level) => ({ level, label: level % 2, copies: 1 })))
    const search = new SplitSearch(4, classes, 1)
    search.begin(node)
    search.tryPixel(node, 0)
    // One image against three is as pure at either end.
    expect(search.threshold).toBe(0)
  })

  it('keeps the first of two equally good pixels', () => {
    const node = {
      ...nodeOf([
        { level: 0, label: 0, copies: 1 },
        { level: 9, label: 1, copies: 1 },
      ]),
      data: Uint8Array.of(0, 9, 0, 100, 7, 7),
    }
    const search = new SplitSearch(2, classes, 1)
    search.begin(node)
    expect([2, 1, 0].map((pixel) => search.tryPixel(node, pixel))).toEqual([false, true, true])
    expect(search).toMatchObject({ pixel: 1, threshold: 50, purity: 2 })
  })
})

describe('LevelSort', () => {
  it('sorts by level from above and keeps every key', () => {
    const sort = new LevelSort(500)
    const key = fc
      .tuple(fc.nat(255), fc.nat(2 ** 22 - 1))
      .map(([level, tag]) => (level << 22) | tag)
    fc.assert(
      fc.property(fc.array(key, { maxLength: 500 }), (keys) => {
        const sorted = [...sort.sort(Int32Array.from(keys), keys.length).subarray(0, keys.length)]
        const levels = sorted.map((k) => k >> 22)
        expect(levels).toEqual([...levels].sort((a, b) => b - a))
        expect(sorted.sort((a, b) => a - b)).toEqual(keys.sort((a, b) => a - b))
      }),
    )
  })
})

describe('Partition', () => {
  it('divides a stretch and leaves the rest and the order as they are', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 4, maxLength: 60 }),
        fc.nat(255),
        (data, threshold) => {
          const pairsOf = (places: number[]) => places.flatMap((place) => [place, 1000 + place])
          const pairs = Int32Array.from(pairsOf([...data.keys()]))
          const ends = { start: 1, end: data.length - 1 }
          const node = { data, stride: 0, pairs, ...ends }
          const middle = new Partition(data.length).divide(node, 0, threshold)
          const inside = [...data.keys()].slice(1, -1)
          const isBelow = (place: number) => (data[place] ?? 0) <= threshold
          const expected = [...inside.filter(isBelow), ...inside.filter((place) => !isBelow(place))]
          expect([...pairs]).toEqual(pairsOf([0, ...expected, data.length - 1]))
          expect(middle).toBe(1 + inside.filter(isBelow).length)
        },
      ),
    )
  })
})
