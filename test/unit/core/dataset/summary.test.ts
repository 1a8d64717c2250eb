import { describe, expect, it } from 'vitest'
import { readSamples, summarizeDataset, type Dataset } from '#core/dataset'
import { madeUpDataset } from '../../../support/engine/dataset'

/** Large enough for the default experiment's 5,000 validation images. */
const dataset: Dataset = madeUpDataset(6_000, 30)

describe('summarizeDataset', () => {
  const summary = summarizeDataset(dataset)

  it('counts classes in each split', () => {
    expect(summary.splits).toEqual([
      { split: 'train', count: 1_000, perClass: expect.arrayContaining([333, 334]) },
      { split: 'validation', count: 5_000, perClass: expect.arrayContaining([1_667, 1_666]) },
      { split: 'test', count: 30, perClass: [10, 10, 10] },
    ])
    for (const { count, perClass } of summary.splits)
      expect(perClass.reduce((sum, each) => sum + each, 0)).toBe(count)
  })

  it('measures mean and deviation as their definitions say', () => {
    const values = Array.from(dataset.train.pixels, (byte) => byte / 255)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
    expect(summary.measured.mean).toBeCloseTo(mean, 9)
    expect(summary.measured.deviation).toBeCloseTo(Math.sqrt(variance), 9)
  })

  it('averages images overall and by class', () => {
    const average = (wanted: (label: number) => boolean) =>
      [0, 1, 2, 3].map((pixel) => {
        const values = [...dataset.train.labels.keys()]
          .filter((image) => wanted(dataset.train.labels[image] ?? 0))
          .map((image) => dataset.train.pixels[4 * image + pixel] ?? 0)
        return Math.round(values.reduce((sum, value) => sum + value, 0) / values.length)
      })
    expect([...summary.meanImage]).toEqual(average(() => true))
    expect([...summary.meanImagePerClass]).toEqual(
      [0, 1, 2].flatMap((label) => average((each) => each === label)),
    )
  })

  it('is computed once', () => {
    expect(summarizeDataset(dataset)).toBe(summary)
  })
})

describe('readSamples', () => {
  const query = { datasetId: 'made-up', split: 'test', offset: 0, limit: 100 } as const

  it('gives all images of a class with their places and pixels', () => {
    const batch = readSamples(dataset, { ...query, classIndex: 1 })
    expect(batch.total).toBe(10)
    expect([...batch.indices]).toEqual([1, 4, 7, 10, 13, 16, 19, 22, 25, 28])
    expect(new Set(batch.labels)).toEqual(new Set([1]))
    expect([...batch.pixels.subarray(4, 8)]).toEqual([...dataset.test.pixels.subarray(16, 20)])
  })

  it('pages through a split', () => {
    const page = readSamples(dataset, { ...query, classIndex: null, offset: 25, limit: 10 })
    expect(page.total).toBe(30)
    expect([...page.indices]).toEqual([25, 26, 27, 28, 29])
    expect(page.pixels.length).toBe(5 * 4)
  })

  it('gives nothing beyond the end', () => {
    const beyond = readSamples(dataset, { ...query, classIndex: 2, offset: 1_000 })
    expect(beyond.total).toBe(10)
    expect(beyond.pixels.length).toBe(0)
  })
})
