import { mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fromBinary } from '@bufbuild/protobuf'
import type * as TensorFlow from '@tensorflow/tfjs'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { experimentSpecSchema } from '#contract/experiment-spec'
import { emptyPoints } from '#contract/metrics'
import { galleryModel } from '#contract/model-gallery'
import { exportCancelled, exportProgressSchema, verificationSchema } from '#contract/export'
import { exportRun, type NetworkOrder } from '#core/export'
import { ModelProtoSchema } from '#core/export/onnx/generated/onnx-ml_pb'
import { readZip } from '#core/export/zip'
import { referenceProbabilities } from '../../support/export/probabilities'
import { referenceModel, saveReference } from '../../support/export/reference-model'
import { evaluationOf, runDetail } from '../../support/export/run'
import { generator, randomWeights } from '../../support/export/weights'
import { loadTensorFlow } from '../../support/tensorflow'

const count = 1_300
const modelSpec = galleryModel('cnn-bn')
let tf: typeof TensorFlow
let folder = ''
let order: NetworkOrder

beforeAll(async () => {
  tf = await loadTensorFlow()
})

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'export-'))
  if (!modelSpec) throw new Error('cnn-bn')
  const weights = randomWeights(modelSpec, [28, 28, 1], 10)
  const model = referenceModel(tf, modelSpec, [28, 28, 1], weights)
  await saveReference(tf, model, join(folder, 'run', 'model'))
  const random = generator(5)
  const testImages = Uint8Array.from({ length: count * 784 }, () => Math.floor(random() * 256))
  const actual = Uint8Array.from({ length: count }, () => Math.floor(random() * 10))
  const detail = runDetail(modelSpec)
  const pixels = Float32Array.from(testImages, (byte) => byte / 255)
  const shape: [number, number, number, number] = [count, 28, 28, 1]
  const { normalization } = detail.spec
  const probabilities = referenceProbabilities(tf, model, pixels, shape, normalization)
  model.dispose()
  order = {
    format: 'onnx',
    spec: detail.spec,
    detail,
    target: join(folder, 'out', 'model.onnx'),
    appVersion: '1.2.3',
    runFolder: join(folder, 'run'),
    evaluation: evaluationOf(probabilities, actual),
    testImages,
    imageShape: [28, 28, 1],
  }
})
afterEach(() => rm(folder, { recursive: true }))

const problem = (code: string) => ({ problem: expect.objectContaining({ code }) as unknown })
const silent = () => undefined
const written = () => readdir(join(folder, 'out')).catch(() => [])

describe.each(['onnx', 'tfjs'] as const)('exporting %s', (format) => {
  it('writes the file, runs it over the whole test set and tells how far it is', async () => {
    const before = tf.memory().numTensors
    const told: unknown[] = []
    const result = await exportRun(
      { ...order, format },
      (progress) => {
        told.push(exportProgressSchema.parse({ ...progress, runId: order.detail.summary.id }))
      },
      loadTensorFlow,
    )
    const verification = verificationSchema.parse(result.verification)
    expect(verification).toMatchObject({ images: count, differing: 0 })
    expect(verification.maxDifference).toBeLessThan(1e-5)
    expect(verification.testAccuracy).toBe(order.evaluation.accuracy)
    expect(verification.runtime).toMatch(format === 'onnx' ? /^onnxruntime 1/ : /^TensorFlow.js 4/)
    expect(told.map((each) => (each as { stage: string }).stage)).toEqual([
      'writing',
      'writing',
      'verifying',
      'verifying',
      'verifying',
    ])
    expect(await written()).toEqual(['model.onnx'])
    expect((await readFile(result.path)).length).toBe(result.bytes)
    expect(tf.memory().numTensors).toBe(before)
  })

  it('ends when it is cancelled while it is checked, and leaves nothing', async () => {
    const before = tf.memory().numTensors
    const cancelling = new AbortController()
    const fractions: number[] = []
    const ended = exportRun(
      { ...order, format },
      ({ stage, fraction }) => {
        if (stage !== 'verifying') return
        fractions.push(fraction)
        // As it comes in the app: from outside, between two batches.
        setImmediate(() => {
          cancelling.abort(exportCancelled())
        })
      },
      loadTensorFlow,
      cancelling.signal,
    )
    await expect(ended).rejects.toMatchObject(problem('export.cancelled'))
    expect(fractions).toEqual([500 / count])
    expect(await written()).toEqual([])
    expect(tf.memory().numTensors).toBe(before)
  })

  it('leaves nothing where the model is missing, cut off or not the run’s', async () => {
    const wrong = { ...order.evaluation, predicted: order.evaluation.predicted.map(() => 10) }
    await expect(
      exportRun({ ...order, format, evaluation: wrong }, silent, loadTensorFlow),
    ).rejects.toMatchObject(problem('export.differs'))
    await truncate(join(folder, 'run/model/weights.bin'), 100)
    await expect(exportRun({ ...order, format }, silent, loadTensorFlow)).rejects.toMatchObject(
      problem('export.damagedModel'),
    )
    await writeFile(join(folder, 'run/model/model.json'), '{"modelTopology":')
    await expect(exportRun({ ...order, format }, silent, loadTensorFlow)).rejects.toMatchObject(
      problem('export.damagedModel'),
    )
    await rm(join(folder, 'run/model'), { recursive: true })
    await expect(exportRun({ ...order, format }, silent, loadTensorFlow)).rejects.toMatchObject(
      problem('export.noModel'),
    )
    expect(await written()).toEqual([])
  })
})

describe('what the files say of themselves', () => {
  it('ONNX holds classes, run and a spec that can be run again', async () => {
    const { path } = await exportRun(order, silent, loadTensorFlow)
    const model = fromBinary(ModelProtoSchema, await readFile(path))
    const metadata = new Map(model.metadataProps.map(({ key, value }) => [key, value]))
    expect(JSON.parse(metadata.get('class_names') ?? '')).toEqual(Array.from('0123456789'))
    expect(experimentSpecSchema.parse(JSON.parse(metadata.get('spec') ?? ''))).toEqual(
      order.detail.spec,
    )
    expect(metadata.get('run_id')).toBe(order.detail.summary.id)
    expect(metadata.get('run_name')).toBe(order.detail.summary.name)
    expect(model.producerVersion).toBe('1.2.3')
  })

  it('the TF.js archive loads by its own files and takes plain pixels', async () => {
    const target = join(folder, 'out', 'model.tfjs.zip')
    await exportRun({ ...order, format: 'tfjs', target }, silent, loadTensorFlow)
    const items = await readZip(await readFile(target))
    expect([...items.keys()]).toEqual(['model.json', 'weights.bin', 'metadata.json', 'README.md'])
    for (const [name, bytes] of items) await writeFile(join(folder, name), bytes)
    const model = await tf.loadLayersModel(`file://${join(folder, 'model.json')}`)
    const image = Float32Array.from(order.testImages.subarray(0, 784), (byte) => byte / 255)
    const said = tf.tidy(() =>
      (model.predict(tf.tensor4d(image, [1, 28, 28, 1])) as TensorFlow.Tensor).dataSync(),
    )
    model.dispose()
    for (const [index, value] of said.entries())
      expect(value).toBeCloseTo(order.evaluation.probabilities[index] ?? NaN, 5)
    const metadata = JSON.parse(Buffer.from(items.get('metadata.json') ?? []).toString()) as {
      classNames: string[]
      input: { shape: string }
      spec: unknown
    }
    expect(metadata.classNames).toHaveLength(10)
    expect(metadata.input.shape).toBe('[N,28,28,1]')
    expect(experimentSpecSchema.parse(metadata.spec)).toEqual(order.detail.spec)
  })

  it('the bundle needs neither model nor test set', async () => {
    const target = join(folder, 'out', 'run.zip')
    const { detail, appVersion } = order
    const bundle = { format: 'bundle', detail, target, appVersion } as const
    const result = await exportRun(
      { ...bundle, points: emptyPoints(), evaluation: null },
      silent,
      loadTensorFlow,
    )
    expect(result.verification).toBeNull()
    expect(await written()).toEqual(['run.zip'])
  })
})
