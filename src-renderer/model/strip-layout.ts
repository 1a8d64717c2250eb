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
