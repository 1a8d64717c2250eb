import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { windowOutput } from '#contract/shape-inference'
import { kernelToOnnx, permute, product, windowPads } from '#core/export/onnx/layout'

describe('permute', () => {
  it('transposes a matrix', () => {
    const values = Float32Array.of(1, 2, 3, 4, 5, 6)
    expect(Array.from(permute(values, [2, 3], [1, 0]))).toEqual([1, 4, 2, 5, 3, 6])
  })

  it('moves each element where its indices say', () => {
    const dims = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 4, maxLength: 4 })
    const order = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 })
    fc.assert(
      fc.property(dims, order, (sizes, axes) => {
        const values = Float32Array.from({ length: product(sizes) }, (_, index) => index)
        const moved = permute(values, sizes, axes)
        const movedSizes = axes.map((axis) => sizes[axis] ?? 0)
        moved.forEach((value, index) => {
          const place = indices(index, movedSizes)
          const source = sizes.map((_, axis) => place[axes.indexOf(axis)] ?? 0)
          expect(indices(value, sizes)).toEqual(source)
        })
      }),
    )
  })

  it('puts a convolution kernel’s output channels first', () => {
    const kernel = Float32Array.from({ length: 2 * 2 * 1 * 2 }, (_, index) => index)
    const { dims, values } = kernelToOnnx(kernel, [2, 2, 1, 2])
    expect(dims).toEqual([2, 1, 2, 2])
    expect(Array.from(values)).toEqual([0, 2, 4, 6, 1, 3, 5, 7])
  })
})

describe('windowPads', () => {
  it.each([
    [28, 3, 1, { before: 1, after: 1 }],
    [28, 5, 1, { before: 2, after: 2 }],
    [28, 2, 2, { before: 0, after: 0 }],
    [7, 2, 2, { before: 0, after: 1 }],
    [28, 3, 2, { before: 0, after: 1 }],
    [28, 4, 1, { before: 1, after: 2 }],
    [5, 1, 3, { before: 0, after: 0 }],
  ])(
    'pads %i for a window of %i by strides of %i as TensorFlow does',
    (input, window, stride, pads) => {
      expect(windowPads(input, window, stride, 'same')).toEqual(pads)
    },
  )

  it('gives ONNX the output length that shape inference promises', () => {
    const size = fc.integer({ min: 1, max: 64 })
    fc.assert(
      fc.property(
        size,
        size,
        size,
        fc.constantFrom('same', 'valid'),
        (input, window, stride, padding) => {
          fc.pre(padding === 'same' || window <= input)
          const { before, after } = windowPads(input, window, stride, padding)
          const onnx = Math.floor((input + before + after - window) / stride) + 1
          expect(onnx).toBe(windowOutput(input, window, stride, padding))
          // Runtimes refuse pads as large as the window.
          expect(Math.max(before, after)).toBeLessThan(window)
        },
      ),
    )
  })
})

function indices(flat: number, sizes: readonly number[]): number[] {
  const result: number[] = []
  let rest = flat
  for (const size of sizes.toReversed()) {
    result.unshift(rest % size)
    rest = Math.floor(rest / size)
  }
  return result
}
