import { beforeAll, describe, expect, it } from 'vitest'
import { noAugmentation } from '#contract/augmentation'
import {
  drawTransforms,
  loadDataset,
  previewAugmentation,
  readSamples,
  transformImages,
  turnsAndShifts,
} from '#core/dataset'
import type { Tensors } from '#core/native/tensorflow'
import { problemCode } from '../../support/engine/problem'
import { nativeTensors } from '../../support/engine/tensors'

let tf: Tensors
beforeAll(async () => {
  tf = await nativeTensors()
})

/** Rows for turns in degrees and shifts right and down. */
function transforms(size: [number, number], moves: [number, number, number][]) {
  const [degrees, right, down] = [0, 1, 2].map((i) =>
    tf.tensor1d(moves.map((move) => move[i] ?? 0)),
  )
  if (!degrees || !right || !down) throw new Error('There are three.')
  return turnsAndShifts(tf, size, degrees, right, down)
}

/** A pixel after a clockwise turn about the middle and a shift, by plain trigonometry. */
function turned(
  image: (x: number, y: number) => number,
  size: number,
  degrees: number,
  [shiftX, shiftY]: [number, number],
  x: number,
  y: number,
): number {
  const middle = (size - 1) / 2
  const [right, down] = [x - shiftX - middle, y - shiftY - middle]
  const radius = Math.hypot(right, down)
  const angle = Math.atan2(down, right) - (degrees * Math.PI) / 180
  const [sourceX, sourceY] = [middle + radius * Math.cos(angle), middle + radius * Math.sin(angle)]
  let value = 0
  for (let row = Math.floor(sourceY); row <= Math.floor(sourceY) + 1; row += 1)
    for (let column = Math.floor(sourceX); column <= Math.floor(sourceX) + 1; column += 1) {
      const weight = (1 - Math.abs(sourceX - column)) * (1 - Math.abs(sourceY - row))
      const inside = row >= 0 && column >= 0 && row < size && column < size
      value += inside ? weight * image(column, row) : 0
    }
  return value
}

describe('transformImages', () => {
  it.each([
    [0, [0, 0]],
    [0, [1.5, -2]],
    [15, [0, 0]],
    [-33, [0.25, 3]],
    [90, [-1, 1]],
  ] as [number, [number, number]][])('turns by %f° and shifts by %j', (degrees, shift) => {
    const size = 12
    const image = (x: number, y: number) => ((x * 37 + y * 101) % 256) / 255
    const pixels = Array.from({ length: size * size }, (_, i) =>
      image(i % size, Math.floor(i / size)),
    )
    const result = tf.tidy(() => {
      const matrix = transforms([size, size], [[degrees, ...shift]])
      const images = tf.tensor4d(pixels, [1, size, size, 1])
      return transformImages(tf, images, matrix).dataSync<'float32'>()
    })
    for (const [i, value] of result.entries()) {
      const expected = turned(image, size, degrees, shift, i % size, Math.floor(i / size))
      expect(Math.abs(value - expected)).toBeLessThan(2e-4)
    }
  })

  it('gives each image of a batch its own', () => {
    const sums = tf.tidy(() => {
      const images = tf.ones([2, 4, 4, 1]) as ReturnType<Tensors['tensor4d']>
      const rows = transforms(
        [4, 4],
        [
          [0, 0, 0],
          [0, 4, 0],
        ],
      )
      return transformImages(tf, images, rows).sum([1, 2, 3]).dataSync()
    })
    expect([...sums]).toEqual([16, 0])
  })
})

describe('drawTransforms', () => {
  const augmentation = { ...noAugmentation, rotationDegrees: 15, shiftPixels: 2 }
  const draw = (seed: number, step: number) =>
    tf.tidy(() => [...drawTransforms(tf, 200, [28, 28], augmentation, seed, step).dataSync()])

  it('stays within the augmentation and differs from image to image', () => {
    const rows = draw(1, 0)
    const angles = Array.from({ length: 200 }, (_, i) => Math.asin(rows[8 * i + 1] ?? 0))
    const limit = (15 * Math.PI) / 180
    expect(Math.max(...angles.map(Math.abs))).toBeLessThanOrEqual(limit + 1e-6)
    expect(Math.max(...angles)).toBeGreaterThan(0.8 * limit)
    expect(Math.min(...angles)).toBeLessThan(-0.8 * limit)
    expect(new Set(angles).size).toBeGreaterThan(190)
  })

  it('draws the same for the same seed and step, and else something new', () => {
    expect(draw(9, 3)).toEqual(draw(9, 3))
    expect(draw(9, 3)).not.toEqual(draw(10, 3))
    expect(draw(9, 3)).not.toEqual(draw(9, 4))
  })
})

describe('previewAugmentation', () => {
  const request = { datasetId: 'mnist', indices: [7, 3, 7], seed: 5 }
  const off = { ...noAugmentation, rotationDegrees: 0, shiftPixels: 0 }
  const on = { ...noAugmentation, rotationDegrees: 15, shiftPixels: 2 }

  it('shows the images themselves where nothing is augmented', async () => {
    const dataset = await loadDataset('mnist')
    const query = {
      datasetId: 'mnist',
      split: 'train',
      classIndex: null,
      offset: 3,
      limit: 1,
    } as const
    const pixels = previewAugmentation(tf, dataset, { ...request, augmentation: off })
    expect(pixels.length).toBe(3 * 784)
    expect(pixels.subarray(784, 1568)).toEqual(readSamples(dataset, query).pixels)
  })

  it('draws anew for each image, the same for the same seed, and keeps most ink', async () => {
    const dataset = await loadDataset('mnist')
    const draw = (seed: number) =>
      previewAugmentation(tf, dataset, { ...request, seed, augmentation: on })
    const pixels = draw(5)
    expect(draw(5)).toEqual(pixels)
    expect(draw(6)).not.toEqual(pixels)
    expect(pixels.subarray(0, 784)).not.toEqual(pixels.subarray(1568))
    const ink = (bytes: Uint8Array) => bytes.reduce((sum, byte) => sum + byte, 0)
    const plain = previewAugmentation(tf, dataset, { ...request, augmentation: off })
    expect(ink(pixels) / ink(plain)).toBeGreaterThan(0.9)
    expect(ink(pixels) / ink(plain)).toBeLessThan(1.05)
  })

  it('refuses an image that does not exist', async () => {
    const dataset = await loadDataset('mnist')
    const wrong = { ...request, indices: [55_000], augmentation: on }
    expect(problemCode(() => previewAugmentation(tf, dataset, wrong))).toBe('dataset.noSuchImage')
  })
})
