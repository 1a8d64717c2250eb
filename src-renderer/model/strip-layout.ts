import type { Layer, LayerType } from '#contract/model-spec'
import { formatShape, type Shape } from '#contract/shape-inference'
import type { LayerCheck } from './check-model'

/** A block of the picture: a layer that changes the shape, with those behind it that do not. */
export interface StripBlock {
  id: string
  type: LayerType
  /** Layers that keep the shape, drawn as thin marks behind the block. */
  followers: { id: string; type: LayerType }[]
  /** CSS pixels. */
  width: number
  height: number
  label: string
  problem: boolean
}

const keepsShape: readonly LayerType[] = ['batchNorm', 'dropout', 'activation']
const log2 = (value: number) => Math.log2(Math.max(1, value))

/** Size of a feature map on screen: its edge by the image's height, its thickness by its channels. */
export function blockSize(shape: Shape | null, tallest: number): { width: number; height: number } {
  if (!shape) return { width: 10, height: 24 }
  const [height = 1] = shape
  if (shape.length === 3)
    return {
      width: Math.round(4 + 3.2 * log2(shape[2] ?? 1)),
      height: Math.max(8, Math.round((height / Math.max(tallest, 1)) * 56)),
    }
  return { width: 5, height: Math.max(8, Math.min(56, Math.round(5 * log2(height)))) }
}

/** Lays out the picture of a model, input first. */
export function stripBlocks(layers: readonly Layer[], checks: readonly LayerCheck[]): StripBlock[] {
  const tallest = Math.max(
    1,
    ...checks.map(({ outputShape }) => (outputShape?.length === 3 ? (outputShape[0] ?? 1) : 1)),
  )
  const blocks: StripBlock[] = []
  for (const [index, { id, type, inputs }] of layers.entries()) {
    const check = checks[index]
    const bad = Boolean(check?.problem) || (check?.invalidFields.length ?? 0) > 0
    const before = blocks.at(-1)
    const previous = layers[index - 1]?.id
    if (before && keepsShape.includes(type) && inputs.length === 1 && inputs[0] === previous) {
      before.followers.push({ id, type })
      before.problem ||= bad
      continue
    }
    const shape = check?.outputShape ?? null
    blocks.push({
      id,
      type,
      followers: [],
      ...blockSize(shape, tallest),
      label: shape ? formatShape(shape) : '?',
      problem: bad,
    })
  }
  return blocks
}

/** Air between two labels of the picture, in CSS pixels. */
const labelGap = 6

/**
 * The blocks whose shape is written under them: where it changes, and where there is room for it.
 * @param widths of the labels in CSS pixels; empty while they are not measured
 * @param pitch of the blocks in CSS pixels
 * @param chosen the block that is labelled before all others; -1 for none
 */
export function labelledBlocks(
  labels: readonly string[],
  widths: readonly number[],
  pitch: number,
  chosen: number,
): Set<number> {
  const shown = new Set<number>()
  const changes = labels.flatMap((label, index) => (label === labels[index - 1] ? [] : [index]))
  for (const index of chosen < 0 ? changes : [chosen, ...changes]) {
    const isFree = [...shown].every((other) => {
      const needed = ((widths[index] ?? 0) + (widths[other] ?? 0)) / 2 + labelGap
      return other === index || Math.abs(other - index) * pitch >= needed
    })
    if (isFree) shown.add(index)
  }
  return shown
}

/** Connections that leave the row: pairs of block numbers, the reader second. */
export function stripSkips(
  layers: readonly Layer[],
  blocks: readonly StripBlock[],
): [number, number][] {
  const blockOf = new Map<string, number>()
  for (const [index, block] of blocks.entries())
    for (const { id } of [block, ...block.followers]) blockOf.set(id, index)
  return layers.flatMap((layer) =>
    layer.inputs.flatMap((input): [number, number][] => {
      const from = blockOf.get(input)
      const to = blockOf.get(layer.id)
      return from !== undefined && to !== undefined && to - from > 1 ? [[from, to]] : []
    }),
  )
}
