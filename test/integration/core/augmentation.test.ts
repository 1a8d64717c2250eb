import type { Tensor2D } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { noAugmentation } from '#contract/augmentation'
import {
  drawTransforms,
  loadDataset,
  previewAugmentation,
  readSamples,
  transformImages,
  transformRows,
  type Moves,
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
  return transformRows(tf, size, { degrees, right, down })
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

describe('transformRows', () => {
  const still = (): Moves => ({
    degrees: tf.zeros([1]),
    right: tf.zeros([1]),
    down: tf.zeros([1]),
  })
  /** Ink of a shape on 28 × 28 after the moves, row by row. */
  function rowsAfter(isInk: (x: number, y: number) => boolean, moves: Partial<Moves>) {
    const pixels = Array.from({ length: 784 }, (_, i) =>
      isInk(i % 28, Math.floor(i / 28)) ? 1 : 0,
    )
    return tf.tidy(() => {
      const matrix = transformRows(tf, [28, 28], { ...still(), ...moves })
      const moved = transformImages(tf, tf.tensor4d(pixels, [1, 28, 28, 1]), matrix)
      return moved.reshape<Tensor2D>([28, 28]).arraySync()
    })
  }
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
  const square = (x: number, y: number) => x >= 10 && x < 18 && y >= 10 && y < 18

  it.each([0.5, 1, 1.5, 2])('makes a square of 8 pixels %f times as wide and high', (factor) => {
    const rows = rowsAfter(square, { scale: tf.tensor1d([factor]) })
    expect(sum(rows[13] ?? [])).toBeCloseTo(8 * factor, 4)
    expect(sum(rows.map((row) => row[13] ?? 0))).toBeCloseTo(8 * factor, 4)
    expect(sum(rows.flat())).toBeCloseTo((8 * factor) ** 2, 2)
  })

  it.each([-20, 10, 30])('lets an upright bar lean by %f°, each row as wide as before', (slant) => {
    const rows = rowsAfter((x) => x >= 12 && x < 16, { slant: tf.tensor1d([slant]) })
    for (const [y, row] of rows.entries()) {
      expect(sum(row)).toBeCloseTo(4, 4)
      const middle = sum(row.map((ink, x) => ink * x)) / 4
      expect(middle).toBeCloseTo(13.5 + (y - 13.5) * Math.tan((slant * Math.PI) / 180), 3)
    }
  })

  it('scales, slants, turns and shifts in this order', () => {
    const [scale, slant, degrees, right, down] = [1.3, 12, -25, 2.5, -1] as const
    const [lean, angle] = [Math.tan((slant * Math.PI) / 180), (degrees * Math.PI) / 180]
    const moves = { scale, slant, degrees, right, down }
    const [row = []] = tf.tidy(() => {
      const tensors = Object.entries(moves).map(([name, value]) => [name, tf.tensor1d([value])])
      return transformRows(tf, [20, 30], Object.fromEntries(tensors) as Moves).arraySync()
    })
    for (const [x, y] of [
      [0, 0],
      [14.5, 9.5],
      [29, 3],
    ] as const) {
      const [high, wide] = [scale * (y - 9.5), scale * (x - 14.5)]
      const slanted = wide + lean * high
      const resultX = Math.cos(angle) * slanted - Math.sin(angle) * high + 14.5 + right
      const resultY = Math.sin(angle) * slanted + Math.cos(angle) * high + 9.5 + down
      const back = (a = 0, b = 0, c = 0) => a * resultX + b * resultY + c
      expect(back(...row.slice(0, 3))).toBeCloseTo(x, 4)
      expect(back(...row.slice(3, 6))).toBeCloseTo(y, 4)
    }
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

  it('draws what earlier versions drew, so that their runs repeat', () => {
    const [a0, a1, a2, b0, b1, b2] = draw(9, 3)
    for (const [value, before] of [
      [a0, 0.96636385],
      [a1, -0.25717881],
      [a2, 2.37186623],
      [b0, 0.25717881],
      [b1, 0.96636385],
      [b2, -1.99120998],
    ] as const)
      expect(value).toBeCloseTo(before, 5)
  })

  it('scales and slants within the augmentation, and leaves the turns as they were', () => {
    const more = { ...augmentation, scalePercent: 20, shearDegrees: 10 }
    const rows = tf.tidy(() => drawTransforms(tf, 200, [28, 28], more, 1, 0).arraySync())
    // The second line of the matrix is not slanted: its length is one over the scale.
    const scales = rows.map(([, , , b0 = 0, b1 = 0]) => 1 / Math.hypot(b0, b1))
    expect(Math.min(...scales)).toBeGreaterThanOrEqual(0.8 - 1e-5)
    expect(Math.min(...scales)).toBeLessThan(0.85)
    expect(Math.max(...scales)).toBeLessThanOrEqual(1.2 + 1e-5)
    expect(Math.max(...scales)).toBeGreaterThan(1.15)
    const plain = draw(1, 0)
    for (const [i, [a0 = 0, a1 = 0, , b0 = 0, b1 = 0]] of rows.entries()) {
      expect(Math.atan2(-b0, b1)).toBeCloseTo(Math.asin(plain[8 * i + 1] ?? 0), 5)
      const lean = Math.abs(a0 * b0 + a1 * b1) / Math.hypot(b0, b1) ** 2
      expect(lean).toBeLessThanOrEqual(Math.tan(Math.PI / 18) + 1e-5)
    }
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
