import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultExperiment } from '#contract/experiment-spec'
import { splitDataset, type Dataset } from '#core/dataset'
import { madeUpDataset } from '../../../support/engine/dataset'
import { problemCode } from '../../../support/engine/problem'

const choice = (change: Partial<ReturnType<typeof defaultExperiment>['dataset']>) => ({
  ...defaultExperiment().dataset,
  ...change,
})

function perClass({ train, classNames }: Dataset, positions: Uint32Array): number[] {
  const counts = classNames.map(() => 0)
  for (const position of positions) {
    const label = train.labels[position] ?? 0
    counts[label] = (counts[label] ?? 0) + 1
  }
  return counts
}

describe('splitDataset', () => {
  it('takes nothing twice and leaves nothing out', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 299 }), fc.nat(1000), (validationCount, splitSeed) => {
        const split = splitDataset(madeUpDataset(), choice({ validationCount, splitSeed }))
        expect(split.validation.length).toBe(validationCount)
        const all = new Set([...split.train, ...split.validation])
        expect(all.size).toBe(300)
        expect(split.train.length + split.validation.length).toBe(300)
      }),
    )
  })

  it('gives each class its share, within one image', () => {
    const dataset = madeUpDataset()
    // Class 0 twice as often as the others.
    dataset.train.labels.fill(0, 0, 75)
    const counts = perClass(dataset, Uint32Array.from(dataset.train.labels.keys()))
    const { train, validation } = splitDataset(
      dataset,
      choice({ validationCount: 50, trainLimit: 100 }),
    )
    for (const [positions, size] of [
      [validation, 50],
      [train, 100],
    ] as const) {
      expect(positions.length).toBe(size)
      for (const [label, count] of perClass(dataset, positions).entries())
        expect(Math.abs(count - ((counts[label] ?? 0) * size) / 300)).toBeLessThanOrEqual(1)
    }
  })

  it('depends on the split’s seed alone', () => {
    const split = (splitSeed: number, trainLimit: number | null = null) =>
      splitDataset(madeUpDataset(), choice({ validationCount: 30, splitSeed, trainLimit }))
    expect(split(5)).toEqual(split(5))
    expect(split(5).validation).not.toEqual(split(6).validation)
    expect(split(5, 60).validation).toEqual(split(5).validation)
  })

  it('trains on what there is where the limit is larger', () => {
    const { train } = splitDataset(
      madeUpDataset(),
      choice({ validationCount: 30, trainLimit: 9_999 }),
    )
    expect(train.length).toBe(270)
  })

  it('refuses to leave nothing for training', () => {
    const take = () => splitDataset(madeUpDataset(), choice({ validationCount: 300 }))
    expect(problemCode(take)).toBe('dataset.tooSmall')
  })
})
