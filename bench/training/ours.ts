/**
 * This project's training and inference speed, asked for line by line as `peers/peer.py` is:
 * `train MODEL IMAGES` and `infer MODEL IMAGES` on standard input, a line of JSON for each.
 * `MODEL+rotationDegrees+…` trains with those augmentations at their usual strengths.
 */
import { availableParallelism } from 'node:os'
import { createInterface } from 'node:readline'
import type * as Augmenting from '#contract/augmentation'
import type * as Contract from '#contract/experiment-spec'
import type * as Gallery from '#contract/model-gallery'
import type * as Data from '#core/dataset'
import type * as Model from '#core/model'
import type * as Native from '#core/native/tensorflow'
import type * as Training from '#core/training'
import { load } from '../support.ts'

const { noAugmentation, usualAugmentation } = await load<typeof Augmenting>(
  'src-preload/contract/augmentation.ts',
)
const { defaultExperiment } = await load<typeof Contract>('src-preload/contract/experiment-spec.ts')
const { galleryModel } = await load<typeof Gallery>('src-preload/contract/model-gallery.ts')
const { loadDataset } = await load<typeof Data>('src-main/core/dataset/index.ts')
const { buildModel, inferenceBatch, trainableWeights } = await load<typeof Model>(
  'src-main/core/model/index.ts',
)
const { loadTensorFlow } = await load<typeof Native>('src-main/core/native/tensorflow.ts')
const { BatchOrder, CompiledStep } = await load<typeof Training>('src-main/core/training/index.ts')

const batchSize = 128
const towers = Number(process.argv[2] ?? availableParallelism())
const loaded = await loadTensorFlow({ threads: null, sideBySide: towers > 1 })
const { tf, tensorflowVersion, lanes } = loaded
const dataset = await loadDataset('mnist')
const { normalization, recipe } = defaultExperiment()

/** A step and the order of its batches, made once for a model. */
const made = new Map<string, ReturnType<typeof make>>()
function make(asked: string, count: number) {
  const [name = '', ...kinds] = asked.split('+')
  const spec = galleryModel(name)
  if (!spec) throw new Error(`There is no model “${name}”.`)
  const { model, randomness } = buildModel(tf, spec, {
    inputShape: dataset.imageShape,
    classes: dataset.classNames.length,
    seed: 1,
    dropout: null,
  })
  const strengths = Object.entries(usualAugmentation).filter(([kind]) => kinds.includes(kind))
  const augmentation = { ...noAugmentation, ...Object.fromEntries(strengths) }
  const preparation = { augmentation, normalization, seed: 1 }
  const weights = trainableWeights(model)
  const order = new BatchOrder(
    Uint32Array.from({ length: count }, (_, i) => i),
    batchSize,
    1,
  )
  const parts = {
    tf,
    model,
    weights,
    randomness,
    dataset,
    preparation,
    recipe,
    products: 'float32' as const,
    lanes,
  }
  return { step: new CompiledStep(parts, towers, order.sizes), order, epoch: 0 }
}

function train(name: string, count: number) {
  const key = `${name} ${count}`
  const { step, order, epoch } = made.get(key) ?? make(name, count)
  made.set(key, { step, order, epoch: epoch + 1 })
  const losses = Array.from({ length: order.stepsPerEpoch }, (_, index) => {
    const { loss, correct } = step.run(order.batch(epoch, index), 1e-3)
    correct.dispose()
    return loss
  })
  tf.tidy(() => tf.stack(losses).dataSync())
  tf.dispose(losses)
}

function infer(name: string, count: number) {
  const entry = made.get(`${name} infer`) ?? make(name, batchSize)
  made.set(`${name} infer`, entry)
  const size = 784
  for (let start = 0; start < count; start += inferenceBatch) {
    const images = Math.min(inferenceBatch, count - start)
    const { pixels } = dataset.train
    entry.step.classify(pixels.subarray(start * size, (start + images) * size), images)
  }
}

const version = `TensorFlow ${tensorflowVersion ?? '?'}, ${towers} towers`
console.log(JSON.stringify({ version }))
for await (const line of createInterface(process.stdin)) {
  const [what, name = '', count] = line.split(' ')
  const start = performance.now()
  ;(what === 'train' ? train : infer)(name, Number(count))
  const seconds = (performance.now() - start) / 1000
  const memory = process.resourceUsage().maxRSS * 1024
  console.log(JSON.stringify({ rate: Number(count) / seconds, memory }))
}
process.exit(0)
