import type { Layer, LayerType } from '#contract/model-spec'

/** Types that can be put in, as the palette groups them. */
export const layerGroups = [
  { group: 'weights', types: ['conv2d', 'dense'] },
  { group: 'shape', types: ['maxPool2d', 'averagePool2d', 'globalAveragePool2d', 'flatten'] },
  { group: 'shaping', types: ['activation', 'batchNorm', 'dropout'] },
  { group: 'joins', types: ['add', 'concatenate'] },
] as const satisfies readonly { group: string; types: readonly LayerType[] }[]

/** A layer as one usually wants it at first. */
export function newLayer(type: LayerType, id: string, inputs: string[]): Layer {
  const node = { id, inputs }
  switch (type) {
    case 'conv2d':
      return {
        ...node,
        type,
        filters: 32,
        kernelSize: 3,
        strides: 1,
        padding: 'same',
        activation: 'relu',
        useBias: true,
      }
    case 'maxPool2d':
    case 'averagePool2d':
      return { ...node, type, poolSize: 2, strides: 2, padding: 'valid' }
    case 'dense':
      return { ...node, type, units: 128, activation: 'relu', useBias: true }
    case 'batchNorm':
      return { ...node, type, momentum: 0.99, epsilon: 1e-3 }
    case 'dropout':
      return { ...node, type, rate: 0.25 }
    case 'activation':
      return { ...node, type, function: 'relu' }
    case 'input':
    case 'globalAveragePool2d':
    case 'flatten':
    case 'add':
    case 'concatenate':
      return { ...node, type }
  }
}
