import { windowOutput } from '#contract/shape-inference'
import type { Padding } from '#contract/model-spec'

/**
 * Moves axes of a dense row-major array.
 * @param order which axis of the source stands at each place of the result.
 */
export function permute(
  values: Float32Array,
  dims: readonly number[],
  order: readonly number[],
): Float32Array<ArrayBuffer> {
  const strides = dims.map((_, axis) => product(dims.slice(axis + 1)))
  const sizes = order.map((axis) => dims[axis] ?? 1)
  const steps = order.map((axis) => strides[axis] ?? 1)
  const result = new Float32Array(values.length)
  const position = sizes.map(() => 0)
  let source = 0
  for (let target = 0; target < result.length; target += 1) {
    result[target] = values[source] ?? 0
    // Counts up like an odometer, so that no position is multiplied out anew.
    for (let axis = sizes.length - 1; axis >= 0; axis -= 1) {
      const size = sizes[axis] ?? 1
      const step = steps[axis] ?? 1
      const next = (position[axis] ?? 0) + 1
      source += step
      position[axis] = next
      if (next < size) break
      source -= step * size
      position[axis] = 0
    }
  }
  return result
}

/** TensorFlow's convolution kernel [height, width, in, out] as ONNX's [out, in, height, width]. */
export function kernelToOnnx(kernel: Float32Array, dims: readonly number[]) {
  const [height = 1, width = 1, inputs = 1, outputs = 1] = dims
  return {
    dims: [outputs, inputs, height, width],
    values: permute(kernel, dims, [3, 2, 0, 1]),
  }
}

/**
 * What TensorFlow adds before and after an axis: for `same` enough for ⌈input/stride⌉
 * windows, the odd one at the end; for `valid` nothing.
 * @see https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2
 */
export function windowPads(
  input: number,
  window: number,
  stride: number,
  padding: Padding,
): { before: number; after: number } {
  if (padding === 'valid') return { before: 0, after: 0 }
  const windows = windowOutput(input, window, stride, padding)
  const total = Math.max(0, (windows - 1) * stride + window - input)
  const before = Math.floor(total / 2)
  return { before, after: total - before }
}

export function product(sizes: readonly number[]): number {
  return sizes.reduce((result, size) => result * size, 1)
}
