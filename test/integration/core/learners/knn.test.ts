import { beforeAll, describe, expect, it } from 'vitest'
import { Random } from '#core/dataset'
import { fitLearner } from '#core/learners'
import {
  accuracyByNeighbours,
  findNeighbours,
  findPcaNeighbours,
  fitKnn,
  fitPcaKnn,
  vote,
  type KnnSettings,
} from '#core/learners/knn'
import type { LearningImages } from '#core/learners/types'
import type { Tensors } from '#core/native/tensorflow'
import { problemCodeOf } from '../../../support/engine/problem'
import { countTensors, nativeTensors } from '../../../support/engine/tensors'
import { firstImages, quietWork, readLearnerGolden } from '../../../support/first-images'
import { usualLearner, usualSettings } from '../../../support/learner-settings'

interface Nearest {
  indices: number[][]
  distances: number[][]
}

/** What `test/golden/knn.py` computed. */
interface KnnGolden {
  training: number
  images: number
  l2: Nearest
  cosine: Nearest
  uniform: number[][]
  distance: number[][]
  probabilities: number[][]
  pcaKnn: number[]
}

const golden = readLearnerGolden<KnnGolden>('knn')
let tf: Tensors
let some: Awaited<ReturnType<typeof firstImages>>

beforeAll(async () => {
  tf = await nativeTensors()
  some = await firstImages(golden.training, golden.images)
})

async function neighbours(
  images: LearningImages,
  pixels: Uint8Array,
  length: number,
  settings: Partial<KnnSettings>,
) {
  const model = await fitKnn(tf, images, { ...usualSettings.knn, ...settings }, quietWork)
  return findNeighbours(tf, model, pixels, length, quietWork)
}

/** By measuring each pair: the reference that shares no product of matrices. */
async function scanned(
  images: LearningImages,
  pixels: Uint8Array,
  length: number,
  settings: Partial<KnnSettings>,
) {
  const model = await fitKnn(tf, images, { ...usualSettings.knn, ...settings }, quietWork)
  const indices: number[] = []
  const distances: number[] = []
  for (let start = 0; start < pixels.length; start += images.features) {
    const image = pixels.subarray(start, start + images.features)
    const found = await findNeighbours(tf, model, image, length, quietWork)
    indices.push(...found.indices)
    distances.push(...found.distances)
  }
  return { length, indices: Int32Array.from(indices), distances: Float64Array.from(distances) }
}

describe('nearest neighbours', () => {
  it.each([
    ['l2', 'tiles'],
    ['l2', 'projection'],
    ['cosine', 'tiles'],
    ['cosine', 'projection'],
  ] as const)('by %s and %s are those of scikit-learn', async (metric, search) => {
    const before = countTensors(tf)
    const found = await neighbours(some.learning, some.pixels, 5, { metric, search })
    expect([...found.indices]).toEqual(golden[metric].indices.flat())
    golden[metric].distances.flat().forEach((distance, index) => {
      expect(found.distances[index]).toBeCloseTo(distance, 7)
    })
    expect(countTensors(tf)).toEqual(before)
  })

  it('vote as in scikit-learn, for 1 to 20 of them from one search', async () => {
    const { learning, pixels, labels } = some
    const found = await neighbours(learning, pixels, 20, {})
    for (const weights of ['uniform', 'distance'] as const) {
      const curve = accuracyByNeighbours(found, learning.labels, labels, 10, weights)
      golden[weights].forEach((expected, index) => {
        const { predicted } = vote(found, learning.labels, 10, index + 1, weights)
        expect([...predicted]).toEqual(expected)
        const right = expected.filter((label, image) => label === labels[image]).length
        expect(curve[index]).toBeCloseTo(right / golden.images, 12)
      })
    }
    const { probabilities } = vote(found, learning.labels, 10, 5, 'distance')
    golden.probabilities.flat().forEach((probability, index) => {
      expect(probabilities[index]).toBeCloseTo(probability, 5)
    })
  })

  it('are the same by projection, by several tiles and by measuring each', async () => {
    const { learning, pixels } = await firstImages(13_007, 40)
    const tiles = await neighbours(learning, pixels, 20, { search: 'tiles' })
    const projection = await neighbours(learning, pixels, 20, { search: 'projection' })
    const each = await scanned(learning, pixels, 20, {})
    expect(tiles).toEqual(each)
    expect(projection).toEqual(each)
  })

  it('are exact where 32 bits are not: bright images that differ by little', async () => {
    const random = new Random(3)
    const bright = (count: number) =>
      Uint8Array.from({ length: count * 784 }, () => 252 + random.below(4))
    const learning = { ...some.learning, pixels: bright(golden.training) }
    const pixels = bright(20)
    for (const metric of ['l2', 'cosine'] as const) {
      const each = await scanned(learning, pixels, 6, { metric })
      for (const search of ['tiles', 'projection'] as const)
        expect(await neighbours(learning, pixels, 6, { metric, search })).toEqual(each)
    }
  })

  it('equally near are told by their index, and a black image has no direction', async () => {
    const { learning } = some
    const pixels = learning.pixels.slice()
    // Images 0 … 9 again as 1,990 … 1,999, and two black ones.
    pixels.copyWithin(1_990 * 784, 0, 10 * 784)
    pixels.fill(0, 500 * 784, 501 * 784)
    pixels.fill(0, 700 * 784, 701 * 784)
    const images = { ...learning, pixels }
    const asked = new Uint8Array(11 * 784)
    asked.set(pixels.subarray(0, 10 * 784))
    for (const search of ['tiles', 'projection'] as const) {
      const straight = await neighbours(images, asked, 2, { search })
      for (let image = 0; image < 10; image++)
        expect([...straight.indices.slice(image * 2, image * 2 + 2)]).toEqual([
          image,
          1_990 + image,
        ])
      expect([...straight.indices.slice(20)]).toEqual([500, 700])
      const angles = await neighbours(images, asked, 2, { search, metric: 'cosine' })
      expect([...angles.indices.slice(18)]).toEqual([9, 1_999, 0, 1])
      expect([...angles.distances.slice(18)]).toEqual([0, 0, 1, 1])
    }
  })

  it('may be all training images', async () => {
    const { learning, pixels } = await firstImages(70, 9)
    const found = await neighbours(learning, pixels, 70, {})
    expect(found).toEqual(await scanned(learning, pixels, 70, {}))
    expect(new Set(found.indices.slice(0, 70)).size).toBe(70)
  })

  it('name images, and the shares of the votes sum to 1', async () => {
    const { learning, pixels, labels } = some
    const learner = { type: 'knn', k: 3, weights: 'distance', metric: 'l2' } as const
    const fitted = await fitLearner(tf, learner, learning, quietWork)
    const { predicted, probabilities } = await fitted.answer(pixels, golden.images, quietWork)
    expect([...predicted]).toEqual(golden.distance[2])
    expect(predicted.filter((label, image) => label === labels[image]).length).toBeGreaterThan(85)
    for (let image = 0; image < golden.images; image++) {
      const row = probabilities.subarray(image * 10, image * 10 + 10)
      expect(row.reduce((sum, share) => sum + share)).toBeCloseTo(1, 6)
    }
  })

  it('in principal components name images as in scikit-learn', async () => {
    const before = countTensors(tf)
    const fitted = await fitLearner(tf, usualLearner('pcaKnn'), some.learning, quietWork)
    const { predicted } = await fitted.answer(some.pixels, golden.images, quietWork)
    expect([...predicted]).toEqual(golden.pcaKnn)
    const one = await fitted.answer(some.pixels.subarray(0, 784), 1, quietWork)
    expect([...one.predicted]).toEqual(golden.pcaKnn.slice(0, 1))
    expect(countTensors(tf)).toEqual(before)
  })

  it('in principal components are the same for an image alone as among many', async () => {
    const { learning, pixels } = await firstImages(5_000, 300)
    for (const whiten of [false, true]) {
      const settings = { ...usualSettings.pcaKnn, whiten }
      const model = await fitPcaKnn(tf, learning, settings, quietWork)
      const among = await findPcaNeighbours(tf, model, pixels, 3, quietWork)
      for (let image = 0; image < 300; image++) {
        const one = pixels.subarray(image * 784, (image + 1) * 784)
        const alone = await findPcaNeighbours(tf, model, one, 3, quietWork)
        expect(alone.indices).toEqual(among.indices.slice(image * 3, image * 3 + 3))
        expect(alone.distances).toEqual(among.distances.slice(image * 3, image * 3 + 3))
      }
    }
  })

  it('are not looked for any longer once cancelled', async () => {
    const before = countTensors(tf)
    const { learning, pixels } = await firstImages(12_000, 2_000)
    const model = await fitKnn(tf, learning, { ...usualSettings.knn, search: 'tiles' }, quietWork)
    const controller = new AbortController()
    const shares: number[] = []
    const report = (share: number) => {
      shares.push(share)
      controller.abort(new Error('cancelled'))
    }
    const search = findNeighbours(tf, model, pixels, 3, { signal: controller.signal, report })
    await expect(search).rejects.toThrow('cancelled')
    expect(shares).toHaveLength(1)
    expect(shares[0]).toBeLessThan(1)
    expect(countTensors(tf)).toEqual(before)
  })

  it('say what is wrong before any work', async () => {
    const { learning, pixels } = await firstImages(20, 1)
    const neighbours = { weights: 'uniform', k: 21 } as const
    for (const learner of [
      { type: 'knn', ...neighbours, metric: 'l2' },
      { type: 'pcaKnn', ...neighbours, components: 5, whiten: false },
    ] as const) {
      const fit = fitLearner(tf, learner, learning, quietWork)
      expect(await problemCodeOf(fit)).toBe('knn.tooFewImages')
    }
    const model = await fitKnn(tf, learning, usualSettings.knn, quietWork)
    const wrong = findNeighbours(tf, model, pixels.subarray(1), 3, quietWork)
    expect(await problemCodeOf(wrong)).toBe('knn.imageSize')
  })
})
