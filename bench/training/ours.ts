/**
 * This project's training and inference speed, asked for line by line as `peers/peer.py` is:
 * `train MODEL IMAGES` and `infer MODEL IMAGES` on standard input, a line of JSON for each.
 */
import { availableParallelism } from 'node:os'
import { createInterface } from 'node:readline'
import type * as Contract from '#contract/experiment-spec'
import type * as Gallery from '#contract/model-gallery'
import type * as Data from '#core/dataset'
import type * as Model from '#core/model'
import type * as Native from '#core/native/tensorflow'
import type * as Training from '#core/training'
import { load } from '../support.ts'

const { defaultExperiment } = await load<typeof Contract>('src-preload/contract/experiment-spec.ts')
const { galleryModel } = await load<typeof Gallery>('src-preload/contract/model-gallery.ts')
const { loadDataset } = await load<typeof Data>('src-main/core/dataset/index.ts')
const { buildModel, trainableWeights } = await load<typeof Model>('src-main/core/model/index.ts')
const { loadTensorFlow } = await load<typeof Native>('src-main/core/native/tensorflow.ts')
const { BatchOrder, CompiledStep } = await load<typeof Training>('src-main/core/training/index.ts')

const batchSize = 128
const towers = Number(process.argv[2] ?? availableParallelism())
const { tf, tensorflowVersion } = await loadTensorFlow({ threads: null })
const dataset = await loadDataset('mnist')
const { normalization, recipe } = defaultExperiment()

/** A step and the order of its batches, made once for a model. */
const made = new Map<string, ReturnType<typeof make>>()
function make(name: string, count: number, augmented: boolean) {
  const spec = galleryModel(name)
  if (!spec) throw new Error(`There is no model “${name}”.`)
  const { model, randomness } = buildModel(tf, spec, {
    inputShape: dataset.imageShape,
    classes: dataset.classNames.length,
    seed: 1,
    dropout: null,
  })
  const augmentation = {
    ...recipe.augmentation,
    ...(augmented ? { rotationDegrees: 15, shiftPixels: 2 } : {}),
  }
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
  }
  return { step: new CompiledStep(parts, towers, order.sizes), order, epoch: 0 }
}

function train(name: string, count: number) {
  const augmented = name.endsWith('+aug')
  const key = `${name} ${count}`
  const { step, order, epoch } = made.get(key) ?? make(name.replace('+aug', ''), count, augmented)
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
  const entry = made.get(`${name} infer`) ?? make(name, batchSize, false)
  made.set(`${name} infer`, entry)
  const size = 784
  for (let start = 0; start < count; start += 500)
    entry.step.classify(dataset.train.pixels.subarray(start * size, (start + 500) * size), 500)
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
