/**
 * Which TensorFlow operations a training step spends its time in: the step of one tower (half a
 * batch of 128, one thread), each operation run by itself and timed, medians over the steps. What
 * multiplies is told by its rate beside that of a large matrix product on one thread.
 *
 *     node bench/training/profile.ts [model] [steps] [train|infer]
 */
import type * as Contract from '#contract/experiment-spec'
import type * as Gallery from '#contract/model-gallery'
import type * as Inference from '#contract/shape-inference'
import type * as Data from '#core/dataset'
import type * as Model from '#core/model'
import type * as Operations from '#core/native/operations'
import type * as Native from '#core/native/tensorflow'
import type * as Eager from '#core/training/eager-step'
import { load, median } from '../support.ts'

const { defaultExperiment } = await load<typeof Contract>('src-preload/contract/experiment-spec.ts')
const { galleryModel } = await load<typeof Gallery>('src-preload/contract/model-gallery.ts')
const { summarizeModel } = await load<typeof Inference>('src-preload/contract/shape-inference.ts')
const { loadDataset } = await load<typeof Data>('src-main/core/dataset/index.ts')
const { buildModel, trainableWeights } = await load<typeof Model>('src-main/core/model/index.ts')
const { nodeBackend } = await load<typeof Operations>('src-main/core/native/operations.ts')
const { loadTensorFlow } = await load<typeof Native>('src-main/core/native/tensorflow.ts')
const { EagerStep } = await load<typeof Eager>('src-main/core/training/eager-step.ts')

const [name = 'resnet', count = '20', what = 'train'] = process.argv.slice(2)
const images = what === 'train' ? 64 : 500
const model = galleryModel(name)
if (!model) throw new Error(`There is no model “${name}”.`)

const { tf } = await loadTensorFlow({ threads: 1 })
const dataset = await loadDataset('mnist')
const { recipe, normalization } = defaultExperiment()
const classes = dataset.classNames.length
const options = { inputShape: dataset.imageShape, classes, seed: 1, dropout: null }
const built = buildModel(tf, model, options)
const preparation = { augmentation: recipe.augmentation, normalization, seed: 1 }
const weights = trainableWeights(built.model)
const step = new EagerStep({
  ...{ tf, model: built.model, randomness: built.randomness, weights },
  ...{ dataset, preparation, recipe, products: 'float32' as const, lanes: 1 },
})

const times = new Map<string, number>()
const backend = nodeBackend(tf)
if (!backend) throw new Error('TensorFlow is not native here.')
const { binding } = backend
const timed: typeof binding.executeOp = (operation, attributes, inputs, outputs) => {
  const start = performance.now()
  const results = binding.executeOp(operation, attributes, inputs, outputs)
  times.set(operation, (times.get(operation) ?? 0) + performance.now() - start)
  return results
}
const inFront = Object.getOwnPropertyDescriptors({ executeOp: timed })
backend.binding = Object.create(binding, inFront) as typeof binding

const positions = Uint32Array.from({ length: images }, (_, i) => i)
const pixels = dataset.train.pixels.subarray(0, images * 784)
const steps: Map<string, number>[] = []
for (let index = 0; index < Number(count) + 3; index += 1) {
  times.clear()
  if (what === 'infer') step.classify(pixels, images)
  else tf.dispose(Object.values(step.run({ positions, step: index }, 1e-3)))
  if (index >= 3) steps.push(new Map(times))
}
backend.binding = binding

const operations = [...new Set(steps.flatMap((each) => [...each.keys()]))]
const found = operations.map((operation) => ({
  operation,
  milliseconds: median(steps.map((each) => each.get(operation) ?? 0)),
}))
const whole = found.reduce((sum, { milliseconds }) => sum + milliseconds, 0)
found.sort((a, b) => b.milliseconds - a.milliseconds)
for (const { operation, milliseconds } of found)
  if (milliseconds > whole / 200)
    console.log(
      `${operation.padEnd(32)} ${milliseconds.toFixed(2).padStart(7)} ms ${((100 * milliseconds) / whole).toFixed(1).padStart(5)} %`,
    )
console.log(`${'all'.padEnd(32)} ${whole.toFixed(2).padStart(7)} ms for ${images} images`)

const { layers, multiplyAdds } = summarizeModel(model, dataset.imageShape, classes)
const first = layers.find((layer) => layer.multiplyAdds > 0)?.multiplyAdds ?? 0
const perImage = what === 'infer' ? multiplyAdds : 3 * multiplyAdds - first
const multiplying = found.filter(({ operation }) => /Conv2D|MatMul/u.test(operation))
const inProducts = multiplying.reduce((sum, { milliseconds }) => sum + milliseconds, 0)
console.log(
  `products: ${((images * perImage) / inProducts / 1e6).toFixed(1)} G multiply-adds/s, a large one ${(productRate() / 1e9).toFixed(1)}`,
)
process.exit(0)

function productRate(): number {
  const size = 2_048
  const a = tf.randomUniform([size, size])
  const rates = Array.from({ length: 5 }, () => {
    const start = performance.now()
    const product = tf.matMul(a, a)
    product.dataSync()
    product.dispose()
    return (1_000 * size ** 3) / (performance.now() - start)
  })
  return Math.max(...rates)
}
