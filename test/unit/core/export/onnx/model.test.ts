import { fromBinary } from '@bufbuild/protobuf'
import { describe, expect, it } from 'vitest'
import { chain, galleryModel, modelGallery } from '#contract/model-gallery'
import type { ModelSpec } from '#contract/model-spec'
import { ModelProtoSchema, type NodeProto } from '#core/export/onnx/generated/onnx-ml_pb'
import { encodeOnnxModel } from '#core/export/onnx/file'
import { onnxOf, runOnnx } from '../../../../support/export/onnx'
import { generator, randomWeights } from '../../../../support/export/weights'

const imageShape = [28, 28, 1]

function specOf(id: string): ModelSpec {
  const spec = galleryModel(id)
  if (!spec) throw new Error(id)
  return spec
}
const onnxModel = (spec: ModelSpec) => onnxOf(spec, randomWeights(spec, imageShape, 10))
const types = (nodes: readonly NodeProto[] = []) => nodes.map(({ opType }) => opType)
const attribute = (node: NodeProto | undefined, name: string) =>
  node?.attribute.find((each) => each.name === name)

describe('buildOnnxModel', () => {
  it('writes the CNN as the nodes one expects', () => {
    const { graph } = onnxModel(specOf('cnn'))
    expect(types(graph?.node)).toEqual([
      'Sub',
      'Div',
      ...['Conv', 'Relu', 'MaxPool'],
      ...['Conv', 'Relu', 'MaxPool'],
      ...['Transpose', 'Flatten', 'Gemm', 'Relu', 'Gemm', 'Softmax'],
    ])
    const [first] = graph?.node.filter(({ opType }) => opType === 'Conv') ?? []
    expect(attribute(first, 'pads')?.ints).toEqual([1n, 1n, 1n, 1n])
    expect(attribute(first, 'kernel_shape')?.ints).toEqual([3n, 3n])
    const kernel = graph?.initializer.find(({ name }) => name === 'conv2d_2/kernel')
    expect(kernel?.dims).toEqual([64n, 32n, 3n, 3n])
    expect(kernel?.rawData).toHaveLength(64 * 32 * 9 * 4)
  })

  it('leaves dropout out and takes moving averages for batch normalisation', () => {
    const { graph } = onnxModel(specOf('cnn-bn'))
    const norm = graph?.node.find(({ opType }) => opType === 'BatchNormalization')
    expect(types(graph?.node)).not.toContain('Dropout')
    expect(norm?.input.slice(1)).toEqual(
      ['gamma', 'beta', 'moving_mean', 'moving_variance'].map((name) => `batchNorm_1/${name}`),
    )
    expect(attribute(norm, 'epsilon')?.f).toBeCloseTo(1e-3)
  })

  it('names input and output, leaves the batch open and keeps the metadata', () => {
    const model = fromBinary(ModelProtoSchema, encodeOnnxModel(onnxModel(specOf('lenet5'))))
    const dims = [model.graph?.input[0], model.graph?.output[0]].map((value) => {
      const type = value?.type?.value
      if (type?.case !== 'tensorType') throw new Error('no tensor')
      return [value?.name, ...(type.value.shape?.dim.map((dim) => dim.value.value) ?? [])]
    })
    expect(dims).toEqual([
      ['image', 'N', 1n, 28n, 28n],
      ['probabilities', 'N', 10n],
    ])
    expect(model.opsetImport.map(({ version }) => version)).toEqual([17n])
    expect(model.irVersion).toBe(8n)
    expect([model.producerName, model.producerVersion]).toEqual(['Inkbench', '1.2.3'])
    expect(model.metadataProps.map(({ key, value }) => [key, value])).toEqual([
      ['run_id', 'abcdefgh'],
    ])
  })

  it.each(modelGallery.map(({ id }) => id))('%s runs in onnxruntime for any batch', async (id) => {
    const model = onnxModel(specOf(id))
    const random = generator(7)
    for (const count of [1, 3]) {
      const image = Float32Array.from({ length: count * 784 }, random)
      const answer = await runOnnx(model, image, [count, 1, 28, 28])
      expect(answer).toHaveLength(count * 10)
      const total = answer.reduce((sum, value) => sum + value, 0)
      expect(total).toBeCloseTo(count, 4)
    }
  })

  it('names no tensor twice', () => {
    for (const spec of modelGallery) {
      const { graph } = onnxModel(spec)
      const names = [
        ...(graph?.node.flatMap(({ output }) => output) ?? []),
        ...(graph?.initializer.map(({ name }) => name) ?? []),
      ]
      expect(new Set(names).size).toBe(names.length)
    }
  })

  it('refuses a spec that cannot be trained, with the spec’s own problem', () => {
    const spec = { id: 'custom', name: 'x', layers: chain([{ type: 'flatten' }]) }
    expect(() => onnxOf(spec, [])).toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({ code: 'model.outputClasses' }) as unknown,
      }),
    )
  })
})

/** Small nets whose answer one can work out on paper; the logits are made two classes. */
describe('the numbers', () => {
  const normalization = { mean: 0, deviation: 1 }
  const softmax2 = (first: number, second: number) => 1 / (1 + Math.exp(second - first))

  it('average pooling with “same” leaves the padding out', async () => {
    const spec: ModelSpec = {
      id: 'custom',
      name: 'pool',
      layers: chain([
        { type: 'averagePool2d', poolSize: 2, strides: 2, padding: 'same' },
        { type: 'flatten' },
      ]),
    }
    // 1×3 image [1, 2, 6]: windows (1, 2) and (6).
    const model = onnxOf(spec, [], [1, 3, 1], 2, normalization)
    const [first] = await runOnnx(model, Float32Array.of(1, 2, 6), [1, 1, 1, 3])
    expect(first).toBeCloseTo(softmax2(1.5, 6), 6)
  })

  it('flattening keeps TensorFlow’s order, channels last', async () => {
    const spec: ModelSpec = {
      id: 'custom',
      name: 'flat',
      layers: chain([
        { type: 'flatten' },
        { type: 'dense', units: 2, activation: 'linear', useBias: false },
      ]),
    }
    // 1×2 image of two channels; the weights pick the second value in channels-last order.
    const kernel = Float32Array.of(0, 0, 1, 0, 0, 0, 0, 0)
    const weights = [{ name: 'dense_1/kernel', shape: [4, 2], values: kernel }]
    const model = onnxOf(spec, weights, [1, 2, 2], 2, normalization)
    // NCHW: channel 0 is [5, 6], channel 1 is [2, 8]; channels last that is [5, 2, 6, 8].
    const [first] = await runOnnx(model, Float32Array.of(5, 6, 2, 8), [1, 2, 1, 2])
    expect(first).toBeCloseTo(softmax2(2, 0), 6)
  })

  it('normalisation stands before the padding of the first convolution', async () => {
    const spec: ModelSpec = {
      id: 'custom',
      name: 'norm',
      layers: chain([
        {
          type: 'conv2d',
          filters: 2,
          kernelSize: 3,
          strides: 1,
          padding: 'same',
          activation: 'linear',
          useBias: false,
        },
        { type: 'globalAveragePool2d' },
      ]),
    }
    // The first filter sums its window, the second is nothing.
    const values = Float32Array.from({ length: 18 }, (_, index) => (index % 2 === 0 ? 1 : 0))
    const weights = [{ name: 'conv2d_1/kernel', shape: [3, 3, 1, 2], values }]
    const model = onnxOf(spec, weights, [1, 1, 1], 2, { mean: 0.5, deviation: 0.25 })
    // (1 − 0.5) / 0.25 = 2 in the middle, zeros and not (0 − 0.5) / 0.25 around it.
    const [first] = await runOnnx(model, Float32Array.of(1), [1, 1, 1, 1])
    expect(first).toBeCloseTo(softmax2(2, 0), 6)
  })
})
