import { describe, expect, it } from 'vitest'
import { completeTopology } from '#core/export/tfjs/topology'

const normalization = { mean: 0.5, deviation: 0.25 }
const layer = (name: string, class_name: string, ...reads: string[]) => ({
  name,
  class_name,
  config: { name },
  inbound_nodes: reads.length > 0 ? [reads.map((read) => [read, 0, 0, {}])] : [],
})
const topology = (output = 'add_1') => ({
  class_name: 'Model',
  keras_version: 'tfjs-layers 4.22.0',
  config: {
    name: 'model',
    layers: [
      layer('input', 'InputLayer'),
      layer('conv', 'Conv2D', 'input'),
      layer('add_1', 'Add', 'conv', 'input'),
    ],
    input_layers: [['input', 0, 0]],
    output_layers: [[output, 0, 0]],
  },
})

interface Complete {
  config: { layers: ReturnType<typeof layer>[]; output_layers: unknown }
}
const complete = (given: unknown) => completeTopology(given, normalization) as Complete

describe('completeTopology', () => {
  it('lets every reader of the input read normalised pixels', () => {
    const { layers } = complete(topology()).config
    const reads = layers.map(({ name, inbound_nodes }) => [
      name,
      inbound_nodes.flat().map(([read]) => read),
    ])
    expect(reads).toEqual([
      ['input', []],
      ['normalization', ['input']],
      ['conv', ['normalization']],
      ['add_1', ['conv', 'normalization']],
      ['probabilities', ['add_1']],
    ])
    expect(layers[1]?.config).toMatchObject({ scale: 4, offset: -2 })
  })

  it('answers with the softmax', () => {
    expect(complete(topology()).config.output_layers).toEqual([['probabilities', 0, 0]])
  })

  it('leaves what it is given and finds names that are free', () => {
    const given = topology()
    const [, conv] = given.config.layers
    if (conv) conv.name = 'normalization'
    const before = structuredClone(given)
    const names = complete(given).config.layers.map(({ name }) => name)
    expect(names).toContain('normalization_')
    expect(given).toEqual(before)
  })

  it.each([[null], [{}], [{ ...topology(), class_name: 'Sequential' }], [{ class_name: 'Model' }]])(
    'refuses what is no graph with one input and one output: %j',
    (given) => {
      expect(() => completeTopology(given, normalization)).toThrow(
        expect.objectContaining({
          problem: expect.objectContaining({ code: 'export.damagedModel' }) as unknown,
        }),
      )
    },
  )
})
