import type { Layer } from '#contract/model-spec'

/** A number of a layer that may be half typed. */
const shown = (value: number) => (Number.isFinite(value) ? String(value) : '?')
const window = (edge: number) => `${shown(edge)}×${shown(edge)}`

/** The attributes that tell a layer from its neighbours, in the field's own short words. */
export function layerSummary(layer: Layer): string {
  switch (layer.type) {
    case 'conv2d':
      return [
        `${shown(layer.filters)} @ ${window(layer.kernelSize)}`,
        layer.strides === 1 ? '' : `/${shown(layer.strides)}`,
        layer.padding,
        layer.activation === 'linear' ? '' : layer.activation,
      ]
        .filter(Boolean)
        .join(' ')
    case 'maxPool2d':
    case 'averagePool2d':
      return [
        window(layer.poolSize),
        `/${shown(layer.strides)}`,
        layer.padding === 'valid' ? '' : layer.padding,
      ]
        .filter(Boolean)
        .join(' ')
    case 'dense':
      return [shown(layer.units), layer.activation === 'linear' ? '' : layer.activation]
        .filter(Boolean)
        .join(' ')
    case 'dropout':
      return shown(layer.rate)
    case 'activation':
      return layer.function
    case 'add':
    case 'concatenate':
      return layer.inputs.join(layer.type === 'add' ? ' + ' : ', ')
    case 'input':
    case 'globalAveragePool2d':
    case 'flatten':
    case 'batchNorm':
      return ''
  }
}
