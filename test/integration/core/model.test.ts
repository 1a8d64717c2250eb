import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LayersModel, Tensor, Tensor2D } from '@tensorflow/tfjs'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { galleryModel, modelGallery } from '#contract/model-gallery'
import type { ModelSpec } from '#contract/model-spec'
import { summarizeModel } from '#contract/shape-inference'
import { buildModel, loadModel, saveModel } from '#core/model'
import { dropoutLayer } from '#core/model/dropout'
import type { Tensors } from '#core/native/tensorflow'
import { problemCode, problemCodeOf } from '../../support/engine/problem'
import { countTensors, nativeTensors } from '../../support/engine/tensors'

let tf: Tensors
beforeAll(async () => {
  tf = await nativeTensors()
})

const choices = { inputShape: [28, 28, 1] as const, classes: 10, seed: 3, dropout: null }
const gallery = (id: string) => galleryModel(id) as ModelSpec

function firstKernel(model: LayersModel): number[] {
  const weight = model.trainableWeights[0]?.read()
  return Array.from(weight?.dataSync().slice(0, 8) ?? [])
}

describe('buildModel', () => {
  it.each(modelGallery)('builds $name as its summary says', (spec) => {
    const before = countTensors(tf)
    const { model } = buildModel(tf, spec, choices)
    const summary = summarizeModel(spec, choices.inputShape, 10)
    expect(model.countParams()).toBe(summary.parameters)
    for (const { id, outputShape } of summary.layers)
      expect((model.getLayer(id).outputShape as number[]).slice(1)).toEqual(outputShape)
    model.dispose()
    expect(countTensors(tf)).toEqual(before)
  })

  it('draws weights from the seed', () => {
    const kernels = [3, 3, 4].map((seed) => {
      const { model } = buildModel(tf, gallery('mlp'), { ...choices, seed })
      const kernel = firstKernel(model)
      model.dispose()
      return kernel
    })
    expect(kernels[0]).toEqual(kernels[1])
    expect(kernels[0]).not.toEqual(kernels[2])
  })

  it('takes the recipe’s dropout instead of the layers’ own', () => {
    const { model } = buildModel(tf, gallery('cnn-bn'), { ...choices, dropout: 0.2 })
    expect(model.getLayer('dropout_1').getConfig()['rate']).toBe(0.2)
    model.dispose()
  })

  it('refuses a model with a problem, naming the layer', () => {
    const layers = gallery('cnn').layers.filter(({ type }) => type !== 'flatten')
    const broken = layers.map((layer) =>
      layer.id === 'dense_1' ? { ...layer, inputs: ['maxPool2d_2'] } : layer,
    )
    const build = () => buildModel(tf, { ...gallery('cnn'), layers: broken }, choices)
    expect(problemCode(build)).toBe('model.needsVector')
    expect(build).toThrow('Layer “dense_1”: Needs a vector')
  })
})

describe('dropoutLayer', () => {
  const call = (rate: number, step: number, training = true) =>
    tf.tidy(() => {
      const layer = dropoutLayer(tf, 'drop', rate, { seed: 1, step })
      const output = layer.call(tf.ones([100, 200]), { training }) as Tensor
      return output.dataSync()
    })

  it('zeroes its share and scales the rest', () => {
    const values = call(0.25, 0)
    const kept = values.filter((value) => value !== 0)
    expect(1 - kept.length / values.length).toBeCloseTo(0.25, 1)
    for (const value of kept) expect(value).toBeCloseTo(1 / 0.75, 5)
  })

  it('draws anew at each step, and the same for the same step', () => {
    expect(call(0.5, 1)).not.toEqual(call(0.5, 0))
    expect(call(0.5, 1)).toEqual(call(0.5, 1))
  })

  it('is not there outside training', () => {
    expect(call(0.5, 0, false).every((value) => value === 1)).toBe(true)
  })

  it('hands gradients through its mask', () => {
    const layer = dropoutLayer(tf, 'drop', 0.5, { seed: 1, step: 0 })
    const [output, gradient] = tf.tidy(() => {
      const run = (x: Tensor) => layer.call(x, { training: true }) as Tensor
      return [
        run(tf.ones([4, 8])).dataSync(),
        tf
          .grad(run)(tf.ones([4, 8]))
          .dataSync(),
      ]
    })
    expect(gradient).toEqual(output)
  })
})

describe('a saved model', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'inkbench-model-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('answers as the one that was saved, in a TF.js without this app', async () => {
    const before = countTensors(tf)
    const { model } = buildModel(tf, gallery('cnn-bn'), choices)
    const target = join(folder, 'deep', 'model')
    const bytes = await saveModel(tf, model, target)
    expect((await readdir(target)).sort()).toEqual(['model.json', 'weights.bin'])
    expect(bytes).toBeGreaterThan(4 * model.countParams())
    const file = JSON.parse(await readFile(join(target, 'model.json'), 'utf8')) as {
      modelTopology: { config: { layers: { class_name: string }[] } }
    }
    const classes = file.modelTopology.config.layers.map((layer) => layer.class_name)
    expect(classes).toContain('Dropout')
    expect(classes).toContain('BatchNormalization')
    const loaded = await loadModel(tf, target)
    tf.tidy(() => {
      const images = tf.randomUniform([3, 28, 28, 1])
      const [saved, again] = [model, loaded].map((each) => each.apply(images) as Tensor2D)
      const apart = tf.max(tf.abs(tf.sub(again as Tensor2D, saved as Tensor2D)))
      // Two of TensorFlow's ways to the same sums: on some processors they round otherwise.
      expect(apart.dataSync()[0]).toBeLessThan(1e-5)
    })
    model.dispose()
    loaded.dispose()
    expect(countTensors(tf)).toEqual(before)
  })

  it('takes the place of an earlier one', async () => {
    const target = join(folder, 'model')
    for (const id of ['cnn', 'mlp']) {
      const { model } = buildModel(tf, gallery(id), choices)
      await saveModel(tf, model, target)
      model.dispose()
    }
    const loaded = await loadModel(tf, target)
    expect(loaded.layers.some(({ name }) => name === 'conv2d_1')).toBe(false)
    loaded.dispose()
    expect(await readdir(folder)).toEqual(['model'])
  })

  it('is missing or damaged, and says so', async () => {
    expect(await problemCodeOf(loadModel(tf, folder))).toBe('model.missing')
    const { model } = buildModel(tf, gallery('mlp'), choices)
    const target = join(folder, 'model')
    await saveModel(tf, model, target)
    model.dispose()
    await writeFile(join(target, 'weights.bin'), new Uint8Array(100))
    expect(await problemCodeOf(loadModel(tf, target))).toBe('model.damaged')
    await writeFile(join(target, 'model.json'), '{"modelTopology":')
    expect(await problemCodeOf(loadModel(tf, target))).toBe('model.damaged')
  })

  it('cannot be written where a file stands in the way', async () => {
    await writeFile(join(folder, 'wall'), '')
    const { model } = buildModel(tf, gallery('mlp'), choices)
    const save = saveModel(tf, model, join(folder, 'wall', 'model'))
    expect(await problemCodeOf(save)).toBe('model.notWritable')
    model.dispose()
  })
})
