import type { Layer, ModelSpec } from './model-spec'
import { residualNetwork } from './resnet'

/** A layer without its name and inputs: the gallery's models are chains and get both here. */
type ChainLink = Layer extends infer Each
  ? Each extends Layer
    ? Omit<Each, 'id' | 'inputs'>
    : never
  : never

/** Names the layers `conv2d_1`, `conv2d_2`, … and lets each read the one before it. */
export function chain(links: readonly ChainLink[]): Layer[] {
  const counts = new Map<string, number>()
  const layers: Layer[] = [{ id: 'input', type: 'input', inputs: [] }]
  for (const link of links) {
    const count = (counts.get(link.type) ?? 0) + 1
    counts.set(link.type, count)
    const previous = layers.at(-1)?.id ?? 'input'
    layers.push({ ...link, id: `${link.type}_${count}`, inputs: [previous] } as Layer)
  }
  return layers
}

const conv = (filters: number, activation: 'relu' | 'linear' = 'relu'): ChainLink => ({
  type: 'conv2d',
  filters,
  kernelSize: 3,
  strides: 1,
  padding: 'same',
  activation,
  useBias: activation !== 'linear',
})
const maxPool: ChainLink = { type: 'maxPool2d', poolSize: 2, strides: 2, padding: 'valid' }
const averagePool: ChainLink = { type: 'averagePool2d', poolSize: 2, strides: 2, padding: 'valid' }
const dense = (units: number, activation: 'relu' | 'tanh' | 'linear'): ChainLink => ({
  type: 'dense',
  units,
  activation,
  useBias: true,
})
const batchNorm: ChainLink = { type: 'batchNorm', momentum: 0.99, epsilon: 1e-3 }
const relu: ChainLink = { type: 'activation', function: 'relu' }

const mlp: ModelSpec = {
  id: 'mlp',
  name: 'MLP',
  layers: chain([{ type: 'flatten' }, dense(256, 'relu'), dense(128, 'relu'), dense(10, 'linear')]),
}

/**
 * LeNet-5 after LeCun, Bottou, Bengio and Haffner, “Gradient-based learning
 * applied to document recognition”, 1998: tanh and average pooling. 28×28 images
 * are padded to the paper's 32×32 by the first convolution (`same`).
 */
const lenet5: ModelSpec = {
  id: 'lenet5',
  name: 'LeNet-5',
  layers: chain([
    {
      type: 'conv2d',
      filters: 6,
      kernelSize: 5,
      strides: 1,
      padding: 'same',
      activation: 'tanh',
      useBias: true,
    },
    averagePool,
    {
      type: 'conv2d',
      filters: 16,
      kernelSize: 5,
      strides: 1,
      padding: 'valid',
      activation: 'tanh',
      useBias: true,
    },
    averagePool,
    { type: 'flatten' },
    dense(120, 'tanh'),
    dense(84, 'tanh'),
    dense(10, 'linear'),
  ]),
}

const cnn: ModelSpec = {
  id: 'cnn',
  name: 'CNN',
  layers: chain([
    conv(32),
    maxPool,
    conv(64),
    maxPool,
    { type: 'flatten' },
    dense(128, 'relu'),
    dense(10, 'linear'),
  ]),
}

const cnnBatchNorm: ModelSpec = {
  id: 'cnn-bn',
  name: 'CNN + batch norm + dropout',
  layers: chain([
    conv(32, 'linear'),
    batchNorm,
    relu,
    maxPool,
    conv(64, 'linear'),
    batchNorm,
    relu,
    maxPool,
    { type: 'flatten' },
    dense(128, 'relu'),
    { type: 'dropout', rate: 0.5 },
    dense(10, 'linear'),
  ]),
}

/** The models that ship with the app, in the order in which they are shown. */
export const modelGallery: readonly ModelSpec[] = [
  mlp,
  lenet5,
  cnn,
  cnnBatchNorm,
  residualNetwork(),
]

export function galleryModel(id: string): ModelSpec | undefined {
  return modelGallery.find((model) => model.id === id)
}
