import type { ModelSpec } from '#contract/model-spec'
import { summarizeModel, type Shape } from '#contract/shape-inference'

export interface NamedWeight {
  name: string
  shape: number[]
  values: Float32Array
}

/** Random weights for each layer of a spec, by TF.js's names and in its layout and order. */
export function randomWeights(
  spec: ModelSpec,
  inputShape: Shape,
  classes: number,
  seed = 1,
): NamedWeight[] {
  const summary = summarizeModel(spec, inputShape, classes)
  const shapes = new Map(summary.layers.map(({ id, outputShape }) => [id, outputShape ?? []]))
  const random = generator(seed)
  return spec.layers.flatMap((layer) => {
    const input = shapes.get(layer.inputs[0] ?? '') ?? []
    const channels = input.at(-1) ?? 1
    const weight = (name: string, shape: number[], positive = false): NamedWeight => {
      // Scaled by what is summed, so that the logits stay where a softmax tells them apart.
      const summed = shape.slice(0, -1).reduce((product, size) => product * size, 1)
      const values = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () =>
        positive ? 0.2 + random() : (3 * (random() - 0.5)) / Math.sqrt(summed),
      )
      return { name: `${layer.id}/${name}`, shape, values }
    }
    switch (layer.type) {
      case 'conv2d': {
        const kernel = weight('kernel', [
          layer.kernelSize,
          layer.kernelSize,
          channels,
          layer.filters,
        ])
        return layer.useBias ? [kernel, weight('bias', [layer.filters])] : [kernel]
      }
      case 'dense': {
        const kernel = weight('kernel', [channels, layer.units])
        return layer.useBias ? [kernel, weight('bias', [layer.units])] : [kernel]
      }
      case 'batchNorm':
        return [
          weight('gamma', [channels], true),
          weight('beta', [channels]),
          weight('moving_mean', [channels]),
          weight('moving_variance', [channels], true),
        ]
      default:
        return []
    }
  })
}

/** Park and Miller's generator: the same numbers everywhere. */
export function generator(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
