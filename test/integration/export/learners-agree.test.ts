import { beforeAll, describe, expect, it } from 'vitest'
import type { Learner } from '#contract/learner'
import { buildLearnerModel } from '#core/export/onnx/learners/model'
import { fitLearner, type FittedLearner, type LearningImages } from '#core/learners'
import type { Tensors } from '#core/native/tensorflow'
import { runOnnx } from '../../support/export/onnx'
import { nativeTensors } from '../../support/engine/tensors'
import { firstImages, quietWork } from '../../support/first-images'

let tf: Tensors
let some: Awaited<ReturnType<typeof firstImages>>
/** Images of the test set, then training images, which are at no distance, and a black one. */
let asked: Uint8Array
beforeAll(async () => {
  tf = await nativeTensors()
  some = await firstImages(600, 300)
  const black = new Uint8Array(784)
  asked = Buffer.concat([some.pixels, some.learning.pixels.subarray(0, 20 * 784), black])
})

const order = {
  inputShape: [28, 28, 1],
  classes: 10,
  producerVersion: '1.2.3',
  description: 'a test',
  metadata: {},
}

function modelOf(learner: Learner, fitted: FittedLearner) {
  return buildLearnerModel(learner, fitted.store(), order)
}

/** What the learner says beside what its file says in onnxruntime. */
async function compare(learner: Learner, images: LearningImages = some.learning) {
  const fitted = await fitLearner(tf, learner, images, quietWork)
  const count = asked.length / 784
  const { predicted, probabilities } = await fitted.answer(asked, count, quietWork)
  const pixels = Float32Array.from(asked, (byte) => byte / 255)
  const told = await runOnnx(modelOf(learner, fitted), pixels, [count, 1, 28, 28])
  expect(told).toHaveLength(probabilities.length)
  const best = Uint8Array.from(predicted, (_, image) => {
    const row = told.subarray(image * 10, image * 10 + 10)
    return row.indexOf(Math.max(...row))
  })
  expect(best).toEqual(predicted)
  return {
    told,
    apart: told.reduce(
      (most, value, at) => Math.max(most, Math.abs(value - (probabilities[at] ?? NaN))),
      0,
    ),
  }
}

const knn = { type: 'knn', k: 4, weights: 'uniform', metric: 'l2' } as const
const pcaKnn = { type: 'pcaKnn', components: 30, whiten: false, k: 4, weights: 'uniform' } as const
const svm = {
  type: 'svm',
  kernel: 'rbf',
  c: 5,
  gamma: 0.02,
  degree: 3,
  offset: 1,
  probabilities: false,
  cacheMegabytes: 100,
} as const
const forest = {
  type: 'randomForest',
  trees: 12,
  maxDepth: null,
  minSamplesLeaf: 1,
  pixelsPerSplit: null,
  seed: 3,
} as const

/** Of the same neighbours and the same votes nothing but the last rounding is left. */
const rounding = 1e-7

describe('a learner’s ONNX file in onnxruntime says what the learner says', () => {
  it.each<[string, Learner, number]>([
    ['kNN', knn, rounding],
    ['kNN of one neighbour', { ...knn, k: 1 }, rounding],
    ['kNN of as many as there are', { ...knn, k: 600, weights: 'distance' }, rounding],
    ['kNN by distance', { ...knn, weights: 'distance' }, rounding],
    ['kNN by cosine', { ...knn, metric: 'cosine' }, rounding],
    ['kNN by cosine and distance', { ...knn, metric: 'cosine', weights: 'distance' }, rounding],
    ['PCA + kNN', pcaKnn, rounding],
    // The coordinates themselves are products in 32 bits, and a distance of 0 is what is left of them.
    ['PCA + kNN by distance', { ...pcaKnn, weights: 'distance' }, 1e-5],
    ['PCA + kNN, whitened', { ...pcaKnn, whiten: true }, rounding],
    ['PCA + kNN, whitened, by distance', { ...pcaKnn, whiten: true, weights: 'distance' }, 1e-5],
    ['SVM with RBF', svm, 1e-5],
    ['SVM with an RBF that is all but flat', { ...svm, gamma: 1e-7, c: 1e6 }, 1e-3],
    ['SVM, linear', { ...svm, kernel: 'linear', c: 0.1 }, 1e-5],
    ['SVM, polynomial', { ...svm, kernel: 'polynomial' }, 1e-4],
    ['SVM, polynomial of degree 1', { ...svm, kernel: 'polynomial', degree: 1 }, 1e-5],
    ['SVM with Platt scaling', { ...svm, probabilities: true }, 1e-4],
    ['SVM, linear, with Platt', { ...svm, kernel: 'linear', c: 0.1, probabilities: true }, 1e-4],
    ['forest', forest, rounding],
    ['forest of some depth', { ...forest, maxDepth: 3 }, 1e-6],
    ['forest of large leaves', { ...forest, minSamplesLeaf: 9 }, 1e-6],
    ['softmax regression', { type: 'softmaxRegression', l2: 1e-3, iterations: 50 }, 1e-5],
    ['naive Bayes', { type: 'naiveBayes', smoothing: 0.1 }, rounding],
    ['naive Bayes, hardly smoothed', { type: 'naiveBayes', smoothing: 1e-9 }, rounding],
    ['majority', { type: 'majority' }, rounding],
  ])('%s', async (_, learner, tolerance) => {
    const { apart } = await compare(learner)
    expect(apart).toBeLessThanOrEqual(tolerance)
  })

  it.each<[string, Learner]>([
    ['votes', svm],
    ['Platt scaling', { ...svm, probabilities: true }],
  ])('SVM by %s, with classes that it never saw', async (_, learner) => {
    const kept = [...some.learning.labels.keys()].filter(
      (image) => ![0, 4, 9].includes(some.learning.labels[image] ?? 0),
    )
    const pixels = Buffer.concat(
      kept.map((image) => some.learning.pixels.subarray(image * 784, image * 784 + 784)),
    )
    const labels = Uint8Array.from(kept, (image) => some.learning.labels[image] ?? 0)
    const images = { ...some.learning, count: kept.length, pixels, labels }
    const { apart, told } = await compare(learner, images)
    expect(apart).toBeLessThanOrEqual(1e-4)
    expect([0, 4, 9].map((label) => told[label])).toEqual([0, 0, 0])
  })
})

describe('the graph of a learner', () => {
  it.each<[Learner, string[]]>([
    [knn, ['']],
    [{ ...knn, metric: 'cosine', weights: 'distance' }, ['']],
    [{ ...pcaKnn, whiten: true, weights: 'distance' }, ['']],
    [svm, ['']],
    [{ ...svm, probabilities: true }, ['', 'ai.onnx.ml']],
    [forest, ['', 'ai.onnx.ml']],
    [{ type: 'naiveBayes', smoothing: 0.1 }, ['']],
  ])('of %j names no value twice, and asks for the operators it has', async (learner, domains) => {
    const fitted = await fitLearner(tf, learner, some.learning, quietWork)
    const { graph, opsetImport } = modelOf(learner, fitted)
    const names = [
      ...(graph?.node.flatMap(({ output }) => output) ?? []),
      ...(graph?.initializer.map(({ name }) => name) ?? []),
    ]
    expect(new Set(names).size).toBe(names.length)
    const nodes = graph?.node.map(({ name }) => name) ?? []
    expect(new Set(nodes).size).toBe(nodes.length)
    expect(names).toContain('probabilities')
    expect(opsetImport.map(({ domain }) => domain)).toEqual(domains)
  })

  it('takes pixels to the nearest level, as images have them', async () => {
    const fitted = await fitLearner(tf, knn, some.learning, quietWork)
    const exact = Float32Array.from(some.pixels.subarray(0, 784), (byte) => byte / 255)
    const blurred = exact.map((value, at) => value + (at % 2 ? 0.4 : -0.4) / 255)
    const model = modelOf(knn, fitted)
    const dims = [1, 1, 28, 28]
    expect(await runOnnx(model, blurred, dims)).toEqual(await runOnnx(model, exact, dims))
  })
})
