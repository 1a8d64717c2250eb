import { describe, expect, it } from 'vitest'
import { fitForest, leafMark, permutationImportance, predictForest } from '#core/learners/forest'
import type { Forest } from '#core/learners/forest'
import { drawBag } from '#core/learners/forest/bag'
import { OtherImages } from '#core/learners/forest/other-images'
import type { LearningImages } from '#core/learners/types'
import { quietWork, sampleImages, settingsOf } from './sample-images'

const images = sampleImages(300)
const here = { count: 0, entry: '' }
const fit = (changed = {}) => fitForest(images, settingsOf(changed), quietWork(), here)

/** The leaf's row, by definition. */
function rowOf(forest: Forest, tree: number, pixels: Uint8Array): number {
  let node = forest.starts[tree] ?? 0
  for (;;) {
    const pixel = forest.feature[node] ?? 0
    if (pixel === leafMark) return forest.right[node] ?? 0
    const below = (pixels[pixel] ?? 0) <= (forest.threshold[node] ?? 0)
    node = below ? node + 1 : (forest.right[node] ?? 0)
  }
}

const pixelsOf = (of: LearningImages, image: number) =>
  of.pixels.subarray(image * of.features, (image + 1) * of.features)

/** Mean shares over the trees that vote. */
function vote(
  forest: Forest,
  pixels: Uint8Array,
  votes: (tree: number) => boolean = () => true,
): number[] {
  const trees = [...forest.starts.keys()].slice(0, -1).filter(votes)
  return Array.from({ length: forest.classes }, (_, c) => {
    const shares = trees.map((t) => forest.shares[rowOf(forest, t, pixels) * forest.classes + c])
    return shares.reduce<number>((sum, share) => sum + (share ?? 0), 0) / trees.length
  })
}

const winner = (shares: number[]) => shares.indexOf(Math.max(...shares))

describe('fitForest', () => {
  it('learns the images by heart where each tree sees all of them', async () => {
    const { forest, outOfBag } = await fit({ bootstrap: false, trees: 3 })
    const { predicted, probabilities } = await predictForest(forest, images, quietWork())
    expect(predicted).toEqual(images.labels)
    expect(new Set(probabilities)).toEqual(new Set([0, 1]))
    expect(outOfBag).toBeNull()
    expect(forest.bags).toBeNull()
  })

  it('keeps to depth and sizes', async () => {
    const { forest } = await fit({ maxDepth: 2, trees: 5 })
    expect(forest.feature.length).toBeLessThanOrEqual(5 * 7)
    const large = await fit({ minSamplesLeaf: 20, bootstrap: false, trees: 4 })
    for (let tree = 0; tree < 4; tree += 1) {
      const sizes = new Map<number, number>()
      for (let image = 0; image < images.count; image += 1) {
        const row = rowOf(large.forest, tree, pixelsOf(images, image))
        sizes.set(row, (sizes.get(row) ?? 0) + 1)
      }
      expect(sizes.size).toBeGreaterThan(3)
      expect(Math.min(...sizes.values())).toBeGreaterThanOrEqual(20)
    }
    const unsplit = await fit({ minSamplesLeaf: 151 })
    expect(unsplit.forest.feature).toEqual(new Uint16Array(8).fill(leafMark))
    expect(unsplit.importance.overall).toEqual(new Float64Array(12))
  })

  it('predicts the mean of what the leaves say', async () => {
    const { forest } = await fit({ minSamplesLeaf: 4 })
    const answer = await predictForest(forest, images, quietWork())
    for (let image = 0; image < images.count; image += 1) {
      const shares = vote(forest, pixelsOf(images, image))
      expect(answer.predicted[image]).toBe(winner(shares))
      for (const [c, share] of shares.entries())
        expect(answer.probabilities[image * images.classes + c]).toBeCloseTo(share, 6)
    }
  })

  it('predicts in blocks, turns the event loop and can be cancelled', async () => {
    const { forest } = await fit()
    const copies = 200
    const pixels = new Uint8Array(copies * images.pixels.length)
    for (let copy = 0; copy < copies; copy += 1)
      pixels.set(images.pixels, copy * images.pixels.length)
    const many = { ...images, count: copies * images.count, pixels }
    const reports: number[] = []
    const report = (share: number) => void reports.push(share)
    const once = await predictForest(forest, images, quietWork())
    const answer = await predictForest(forest, many, { ...quietWork(), report })
    for (const copy of [0, 77, copies - 1])
      expect(answer.predicted.subarray(copy * 300, (copy + 1) * 300)).toEqual(once.predicted)
    expect(reports.at(-1)).toBe(1)
    expect(reports).toEqual([...reports].sort((a, b) => a - b))

    const cancel = new AbortController()
    const cancelled = predictForest(forest, many, { ...quietWork(), signal: cancel.signal })
    setImmediate(() => cancel.abort(new Error('enough')))
    await expect(cancelled).rejects.toThrow('enough')
  })

  it('scores each image by the trees that did not see it', async () => {
    const { forest, outOfBag } = await fit({ seed: 4, minSamplesLeaf: 2 })
    const bags = Array.from({ length: 8 }, (_, tree) => drawBag(4, tree, images.count))
    const judged = [...images.labels.keys()].filter((i) => bags.some((bag) => bag[i] === 0))
    const correct = judged.filter((image) => {
      const shares = vote(forest, pixelsOf(images, image), (tree) => bags[tree]?.[image] === 0)
      return winner(shares) === images.labels[image]
    })
    expect(judged.length).toBeLessThan(images.count)
    expect(outOfBag).toEqual({ images: judged.length, score: correct.length / judged.length })
  })

  it('divides the importance of pixels among classes', async () => {
    const { importance } = await fit({ trees: 30, maxDepth: 3 })
    const { overall, ink } = importance
    const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0)
    expect(sum(overall)).toBeCloseTo(1, 12)
    expect(overall[0]).toBe(0)
    for (const [pixel, share] of overall.entries()) {
      const parts = Array.from({ length: 4 }, (_, c) => ink[c * 12 + pixel] ?? 0)
      expect(sum(Float64Array.from(parts, Math.abs))).toBeLessThanOrEqual(share + 1e-12)
      // Ink in a pixel is the mark of the class it is made for, and of no other.
      if (pixel === 0) continue
      const own = pixel % 4
      expect(winner(parts)).toBe(own)
      expect(sum(Float64Array.from(parts))).toBeLessThan(parts[own] ?? 0)
    }
  })

  it('gives other forests for other seeds', async () => {
    const [first, same, other] = [await fit(), await fit(), await fit({ seed: 2 })]
    expect(same).toEqual(first)
    expect(other.forest.feature).not.toEqual(first.forest.feature)
  })
})

describe('permutationImportance', () => {
  const measure = (forest: Forest, outOfBag: boolean, repeats = 2) =>
    permutationImportance(forest, images, { repeats, seed: 6, outOfBag }, quietWork(), here)

  it.each([false, true])(
    'is what asking every tree anew gives (out of bag: %s)',
    async (outOfBag) => {
      const { forest } = await fit({ trees: 9, minSamplesLeaf: 3 })
      const measured = await measure(forest, outOfBag)
      const bags = Array.from({ length: 9 }, (_, tree) => drawBag(1, tree, images.count))
      const others = [0, 1].map((repeat) => new OtherImages(6, repeat, images.count, 12))
      const judged = [...images.labels.keys()].filter(
        (image) => !outOfBag || bags.some((bag) => bag[image] === 0),
      )
      for (let pixel = 0; pixel < 12; pixel += 1) {
        const losses = judged.flatMap((image) =>
          others.map((other) => {
            const label = images.labels[image] ?? 0
            const votes = (tree: number) => !outOfBag || bags[tree]?.[image] === 0
            const own = pixelsOf(images, image)
            const permuted = Uint8Array.from(own)
            permuted[pixel] = pixelsOf(images, other.of(image, pixel))[pixel] ?? 0
            const [before, after] = [vote(forest, own, votes), vote(forest, permuted, votes)]
            return { label, loss: (before[label] ?? 0) - (after[label] ?? 0) }
          }),
        )
        const mean = (of: typeof losses) => of.reduce((sum, { loss }) => sum + loss, 0) / of.length
        expect(measured.overall[pixel]).toBeCloseTo(mean(losses), 9)
        for (let c = 0; c < 4; c += 1)
          expect(measured.perClass[c * 12 + pixel]).toBeCloseTo(
            mean(losses.filter(({ label }) => label === c)),
            9,
          )
      }
    },
  )

  it('finds nothing in a pixel that is always the same, and something in the others', async () => {
    const { forest } = await fit({ trees: 20 })
    const { overall } = await measure(forest, true)
    expect(overall[0]).toBe(0)
    expect(Math.min(...overall.subarray(1))).toBeGreaterThan(0)
  })
})

describe('OtherImages', () => {
  it('permutes each pixel by itself', () => {
    const others = new OtherImages(1, 0, 50, 2)
    const orders = [0, 1].map((pixel) => Array.from({ length: 50 }, (_, i) => others.of(i, pixel)))
    for (const order of orders) expect(new Set(order).size).toBe(50)
    expect(orders[0]).not.toEqual(orders[1])
  })
})
