import type { Padding } from '#contract/model-spec'
import type { Shape } from '#contract/shape-inference'
import { windowPads } from '../layout'
import type { AttributeValue } from '../protobuf'

/** Kernel, strides and explicit pads of a square window over an image [height, width, channels]. */
export function windowAttributes(
  input: Shape,
  window: number,
  stride: number,
  padding: Padding,
): Record<string, AttributeValue> {
  const [height = 1, width = 1] = input
  const rows = windowPads(height, window, stride, padding)
  const columns = windowPads(width, window, stride, padding)
  return {
    kernel_shape: [window, window],
    strides: [stride, stride],
    pads: [rows.before, columns.before, rows.after, columns.after],
  }
}
