import type { Tensor4D } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { noAugmentation, usualAugmentation, type Augmentation } from '#contract/augmentation'
import { augmentImages } from '#core/dataset'
import type { Tensors } from '#core/native/tensorflow'
import { nativeTensors } from '../../support/engine/tensors'

let tf: Tensors
beforeAll(async () => {
  tf = await nativeTensors()
})

const side = 28
const area = side * side

/** Images of `make` after the augmentation, each as its numbers. */
function augmented(
  make: () => Tensor4D,
  change: Partial<Augmentation>,
  { seed = 7, step = 0 } = {},
): Float32Array[] {
  return tf.tidy(() => {
    const images = make()
    const result = augmentImages(tf, images, { ...noAugmentation, ...change }, seed, step)
    const values = result.dataSync<'float32'>().slice()
    const length = values.length / images.shape[0]
    return Array.from({ length: images.shape[0] }, (_, i) =>
      values.subarray(i * length, (i + 1) * length),
    )
  })
}

const filled = (count: number, value: number) => () =>
  tf.fill([count, side, side, 1], value) as Tensor4D
const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length
const rootMeanSquare = (values: readonly number[]) =>
  Math.sqrt(mean(values.map((value) => value ** 2)))

describe('every kind of augmentation', () => {
  const textured = () =>
    tf.tidy(() =>
      tf
        .range(0, 6 * area)
        .mul(37)
        .mod(256)
        .reshape<Tensor4D>([6, side, side, 1]),
    )
  const kinds = Object.keys(usualAugmentation) as (keyof Augmentation)[]

  it.each(kinds)('%s draws from the seed and the step, and from nothing else', (kind) => {
    const change = { [kind]: usualAugmentation[kind] }
    const first = augmented(textured, change)
    expect(augmented(textured, change)).toEqual(first)
    expect(augmented(textured, change, { step: 1 })).not.toEqual(first)
    expect(augmented(textured, change, { seed: 8 })).not.toEqual(first)
    expect(first).not.toEqual(augmented(textured, {}))
  })

  it('leaves images bit for bit as they are where all strengths are 0', () => {
    expect(augmented(textured, {})).toEqual(
      tf
        .tidy(() => textured().reshape([6, area]).arraySync() as number[][])
        .map((image) => Float32Array.from(image)),
    )
  })

  it('leaves the draws of the others as they are', () => {
    // Black stays black wherever it is moved to: what is seen is the rectangle by itself.
    const { erasePercent, noisePercent, ...moved } = usualAugmentation
    const black = filled(20, 0)
    expect(augmented(black, { ...moved, erasePercent })).toEqual(augmented(black, { erasePercent }))
    // What is noise is seen where nothing was erased.
    const [both, alone, erased] = [
      augmented(filled(20, 100), { erasePercent, noisePercent }),
      augmented(filled(20, 100), { noisePercent }),
      augmented(filled(20, 100), { erasePercent }),
    ]
    for (const [i, image] of both.entries())
      for (const [pixel, value] of image.entries())
        if (erased[i]?.[pixel] === 100) expect(value).toBe(alone[i]?.[pixel])
  })
})

describe('elastic deformation', () => {
  /** Each pixel holds its own row and column: what is read tells where it was taken from. */
  const places = (count: number) => () =>
    tf.tidy(() => {
      const line = tf.range(0, side)
      const rows = line.reshape([side, 1]).tile([1, side])
      const both = tf.stack([rows, rows.transpose()], 2)
      return both.expandDims(0).tile([count, 1, 1, 1]) as Tensor4D
    })
  /** Displacements down and right of the pixels that no edge is near. */
  function displacements(pixels: number, margin = 8): { down: number[][]; right: number[][] } {
    const images = augmented(places(100), { elasticPixels: pixels })
    const inner = Array.from({ length: area }, (_, i) => i).filter((i) => {
      const [row, column] = [Math.floor(i / side), i % side]
      return Math.min(row, column) >= margin && Math.max(row, column) < side - margin
    })
    const of = (image: Float32Array, channel: number) =>
      inner.map(
        (i) => (image[2 * i + channel] ?? 0) - (channel === 0 ? Math.floor(i / side) : i % side),
      )
    return {
      down: images.map((image) => of(image, 0)),
      right: images.map((image) => of(image, 1)),
    }
  }

  it.each([0.5, 1, 2])('moves pixels by %f in the mean, to all sides alike', (pixels) => {
    const { down, right } = displacements(pixels)
    const [y, x] = [down.flat(), right.flat()]
    const lengths = y.map((value, i) => Math.hypot(value, x[i] ?? 0))
    expect(mean(lengths) / pixels).toBeGreaterThan(0.93)
    expect(mean(lengths) / pixels).toBeLessThan(1.07)
    for (const axis of [x, y]) expect(Math.abs(mean(axis))).toBeLessThan(0.1 * pixels)
    expect(rootMeanSquare(x) / rootMeanSquare(y)).toBeGreaterThan(0.9)
    expect(rootMeanSquare(x) / rootMeanSquare(y)).toBeLessThan(1.1)
    const together = mean(x.map((value, i) => value * (y[i] ?? 0)))
    expect(Math.abs(together) / (rootMeanSquare(x) * rootMeanSquare(y))).toBeLessThan(0.1)
  })

  it('is smooth: neighbours move nearly alike, and each image by a field of its own', () => {
    const { right } = displacements(1)
    const width = side - 16
    const steps = right.flatMap((field) =>
      field.flatMap((value, i) => ((i + 1) % width === 0 ? [] : [(field[i + 1] ?? 0) - value])),
    )
    // A Gaussian of 4 pixels makes 1 / (4·√2) of the deviation; independent pixels made √2.
    const ratio = rootMeanSquare(steps) / rootMeanSquare(right.flat())
    expect(ratio).toBeGreaterThan(0.14)
    expect(ratio).toBeLessThan(0.21)
    expect(new Set(right.map(([first]) => first)).size).toBe(100)
  })

  it('lets black come in from outside', () => {
    const images = augmented(filled(50, 255), { elasticPixels: 2 })
    const middle = images.map((image) => image[14 * side + 14] ?? 0)
    expect(Math.min(...middle)).toBeCloseTo(255, 3)
    const corners = images.map(([corner]) => corner ?? 0)
    expect(Math.min(...corners)).toBe(0)
    expect(Math.max(...corners)).toBeCloseTo(255, 3)
  })
})

describe('random erasing', () => {
  /** Rows and columns of what was erased; −1 is no noise. */
  function rectangle(image: Float32Array) {
    const changed = [...image.entries()].filter(([, value]) => value !== -1)
    const rows = new Set(changed.map(([i]) => Math.floor(i / side)))
    const columns = new Set(changed.map(([i]) => i % side))
    return {
      count: changed.length,
      height: rows.size,
      width: columns.size,
      first: [Math.min(...rows), Math.min(...columns)],
      noise: changed.map(([, value]) => value),
    }
  }

  it.each([15, 50])('covers whole rectangles of at most %i %% of every second image', (percent) => {
    const images = augmented(filled(1_000, -1), { erasePercent: percent }).map(rectangle)
    const touched = images.filter(({ count }) => count > 0)
    expect(touched.length).toBeGreaterThan(450)
    expect(touched.length).toBeLessThan(550)
    const limit = (percent / 100) * area
    for (const { count, height, width } of touched) {
      expect(count).toBe(height * width)
      expect(count).toBeLessThanOrEqual(limit)
    }
    expect(Math.max(...touched.map(({ count }) => count))).toBeGreaterThan(0.9 * limit)
    const aspects = touched.map(({ height, width }) => height / width)
    expect(Math.min(...aspects)).toBeLessThan(0.5)
    expect(Math.max(...aspects)).toBeGreaterThan(2)
    // Up to the edges: the first place is 0 for some, and so is the distance to the last.
    expect(Math.min(...touched.map(({ first }) => first[0] ?? 1))).toBe(0)
    expect(Math.max(...touched.map(({ first, width }) => (first[1] ?? 0) + width))).toBe(side)
  })

  it('fills them with uniform noise in 0 … 255', () => {
    const images = augmented(filled(200, -1), { erasePercent: 30 })
    const noise = images.flatMap((image) => rectangle(image).noise)
    expect(Math.min(...noise)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...noise)).toBeLessThanOrEqual(255)
    expect(mean(noise) / 127.5).toBeCloseTo(1, 1)
    // Deviation of the uniform distribution: its width over √12.
    const deviation = rootMeanSquare(noise.map((value) => value - 127.5))
    expect(deviation / (255 / Math.sqrt(12))).toBeCloseTo(1, 1)
  })
})

describe('Gaussian noise', () => {
  it.each([2, 5, 10])('has a deviation of %i %% of white, and a bell’s shares', (percent) => {
    const pixels = augmented(filled(50, 127.5), { noisePercent: percent })
    const noise = pixels.flatMap((image) => [...image].map((value) => value - 127.5))
    const deviation = (percent / 100) * 255
    expect(Math.abs(mean(noise)) / deviation).toBeLessThan(0.02)
    expect(Math.abs(rootMeanSquare(noise) / deviation - 1)).toBeLessThan(0.02)
    const within = (count: number) =>
      noise.filter((value) => Math.abs(value) < count * deviation).length / noise.length
    expect(Math.abs(within(1) - 0.6827)).toBeLessThan(0.01)
    expect(Math.abs(within(2) - 0.9545)).toBeLessThan(0.005)
  })

  it('never leaves 0 … 255', () => {
    for (const value of [0, 255]) {
      const pixels = augmented(filled(10, value), { noisePercent: 20 }).flatMap((image) => [
        ...image,
      ])
      expect(Math.min(...pixels)).toBeGreaterThanOrEqual(0)
      expect(Math.max(...pixels)).toBeLessThanOrEqual(255)
      // Half of the bell lies outside and is cut off to the very end.
      const cut = pixels.filter((pixel) => pixel === value).length / pixels.length
      expect(cut).toBeGreaterThan(0.47)
      expect(cut).toBeLessThan(0.53)
    }
  })
})
