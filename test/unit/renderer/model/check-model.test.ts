import { describe, expect, it } from 'vitest'
import { galleryModel } from '#contract/model-gallery'
import { layerSchemas, type LayerType, type ModelSpec } from '#contract/model-spec'
import { checkModel } from '../../../../src-renderer/model/check-model'
import {
  attributeOf,
  invalidFields,
  layerFields,
} from '../../../../src-renderer/model/layer-fields'
import { removeLayer, setAttribute } from '../../../../src-renderer/model/layer-edits'
import { layerSummary } from '../../../../src-renderer/model/layer-summary'
import { withLayers } from '../../../../src-renderer/model/name-model'
import { newLayer } from '../../../../src-renderer/model/new-layer'

function gallery(id: string): ModelSpec {
  const model = galleryModel(id)
  if (!model) throw new Error(id)
  return model
}
const cnn = gallery('cnn')
const check = (layers: ModelSpec['layers']) => checkModel({ ...cnn, layers }, [28, 28, 1], 10)

describe('checkModel', () => {
  it('gives the figures of the article’s CNN', () => {
    const { parameters, multiplyAdds, bytes, firstBad } = check(cnn.layers)
    expect(parameters).toBe(421_642)
    expect(multiplyAdds).toBe(4_241_152)
    expect(bytes).toBe(4 * 421_642)
    expect(firstBad).toBeNull()
  })

  it('counts moving averages among the parameters', () => {
    const { layers, parameters, nonTrainable } = checkModel(gallery('cnn-bn'), [28, 28, 1], 10)
    expect([parameters, nonTrainable]).toEqual([421_930, 192])
    expect(layers.find(({ id }) => id === 'batchNorm_1')?.parameters).toBe(4 * 32)
  })

  it('leaves open what depends on an unfinished field, and reports that field alone', () => {
    const broken = check(setAttribute(cnn.layers, 'conv2d_1', 'filters', Number.NaN))
    expect(broken.firstBad).toMatchObject({ id: 'conv2d_1', invalidFields: ['filters'] })
    expect(broken.parameters).toBeNull()
    expect(broken.layers.filter(({ problem }) => problem)).toEqual([])
    expect(broken.layers.map(({ outputShape }) => outputShape).slice(1)).toEqual(
      Array(7).fill(null),
    )
  })

  it('passes the contract’s problems on', () => {
    const broken = check(removeLayer(cnn.layers, 'flatten_1'))
    expect(broken.firstBad).toMatchObject({ id: 'dense_1', problem: { code: 'model.needsVector' } })
  })

  it('sees a last layer of the wrong width', () => {
    const broken = check(setAttribute(cnn.layers, 'dense_2', 'units', 7))
    expect(broken.firstBad?.problem?.code).toBe('model.outputClasses')
  })
})

describe('layer fields', () => {
  it('come from the contract', () => {
    expect(layerFields('conv2d').map(({ key, kind }) => `${key}:${kind}`)).toEqual([
      'filters:number',
      'kernelSize:number',
      'strides:number',
      'padding:choice',
      'activation:choice',
      'useBias:flag',
    ])
    expect(layerFields('dropout')[0]).toMatchObject({ limits: { min: 0, max: 0.95, whole: false } })
    expect(layerFields('flatten')).toEqual([])
  })

  it('exist on every new layer, with a value that is allowed', () => {
    for (const type of Object.keys(layerSchemas) as LayerType[]) {
      const inputs = type === 'input' ? [] : ['input']
      const layer = newLayer(type, 'x', inputs)
      expect(invalidFields(layer)).toEqual([])
      for (const { key } of layerFields(type)) expect(attributeOf(layer, key)).toBeDefined()
    }
  })
})

describe('names', () => {
  const edited = (name: string) => `${name}, edited`

  it('calls a changed gallery model custom, once', () => {
    const once = withLayers(cnn, removeLayer(cnn.layers, 'dense_1'), edited)
    expect(once).toMatchObject({ id: 'custom', name: 'CNN, edited' })
    const twice = withLayers(once, removeLayer(once.layers, 'maxPool2d_1'), edited)
    expect(twice.name).toBe('CNN, edited')
  })

  it('recognises a gallery model that was edited back', () => {
    const layers = setAttribute(cnn.layers, 'conv2d_1', 'filters', 8)
    const back = setAttribute(layers, 'conv2d_1', 'filters', 32)
    expect(withLayers({ ...cnn, id: 'custom', name: 'x' }, back, edited)).toMatchObject({
      id: 'cnn',
      name: 'CNN',
    })
  })

  it('summarises layers in short', () => {
    expect(cnn.layers.map(layerSummary)).toEqual([
      '',
      '32 @ 3×3 same relu',
      '2×2 /2',
      '64 @ 3×3 same relu',
      '2×2 /2',
      '',
      '128 relu',
      '10',
    ])
    expect(layerSummary({ ...newLayer('dropout', 'd', []), rate: Number.NaN } as never)).toBe('?')
  })
})
