import { describe, expect, it } from 'vitest'
import { noAugmentation } from '#contract/augmentation'
import { datasetFigures } from '#contract/dataset'
import {
  defaultExperiment,
  learnerExperiment,
  type LearnerExperiment,
  type NetworkExperiment,
} from '#contract/experiment-spec'
import { galleryLearner, type Learner } from '#contract/learner'
import { galleryModel } from '#contract/model-gallery'
import { modelSpecSchema } from '#contract/model-spec'
import { estimateFit, estimateRun } from '#core/runs/estimate'
import type { PastFit } from '#core/runs/fit-cost'
import type { PastRun } from '#core/runs/throughput'

const mnist = datasetFigures('mnist')
const minute = 60

function experiment(
  model: string,
  change: Partial<NetworkExperiment['recipe']> = {},
): NetworkExperiment {
  const spec = defaultExperiment()
  spec.model = modelSpecSchema.parse(galleryModel(model))
  spec.recipe = { ...spec.recipe, ...change }
  return spec
}

function past(number: number, imagesPerSecond: number, spec: NetworkExperiment): PastRun {
  return {
    number,
    spec,
    imageShape: [28, 28, 1],
    classes: 10,
    imagesPerSecond,
    peakMemoryBytes: number * 1e8,
  }
}

describe('an estimate', () => {
  it('counts training, validation and test images of the data set, at the speed of the same model', () => {
    const history = [past(3, 1_000, experiment('mlp')), past(2, 500, experiment('cnn'))]
    // (55,000 + 5,000 / 3) × 5 epochs + 10,000 / 3 for the test, at 500/s
    expect(estimateRun(experiment('cnn'), mnist, history)).toEqual({
      seconds: ((55_000 + 5_000 / 3) * 5 + 10_000 / 3) / 500,
      memoryBytes: 2e8,
      basis: 'sameModel',
      runs: [2],
    })
  })

  it('takes the counts from the data set that it is given', () => {
    const small = mnist && { ...mnist, trainCount: 11_000, testCount: 0 }
    const spec = experiment('cnn', { epochs: 1 })
    spec.dataset.validationCount = 3_000
    const { seconds } = estimateRun(spec, small, [past(1, 100, spec)])
    expect(seconds).toBe((8_000 + 1_000) / 100)
    spec.dataset.trainLimit = 500
    expect(estimateRun(spec, small, [past(1, 100, spec)]).seconds).toBe((500 + 1_000) / 100)
  })

  it('knows the same layers under other names, and other layers under the same name', () => {
    const renamed = experiment('cnn')
    renamed.model.id = 'mine'
    renamed.model.layers = renamed.model.layers.map((layer) => ({
      ...layer,
      id: `${layer.id}-x`,
      inputs: layer.inputs.map((id) => `${id}-x`),
    }))
    const history = [past(1, 500, experiment('cnn'))]
    expect(estimateRun(renamed, mnist, history).basis).toBe('sameModel')
    const changed = experiment('cnn')
    changed.model.layers = changed.model.layers.map((layer) =>
      layer.type === 'conv2d' ? { ...layer, filters: layer.filters + 8 } : layer,
    )
    expect(estimateRun(changed, mnist, history).basis).toBe('otherModels')
  })

  it('reckons with the batch size once two were measured', () => {
    // 5 ms a step and 1 ms an image
    const at = (number: number, batchSize: number) =>
      past(number, batchSize / (0.005 + 0.001 * batchSize), experiment('cnn', { batchSize }))
    const wanted = experiment('cnn', { batchSize: 256 })
    const images = (55_000 + 5_000 / 3) * 5 + 10_000 / 3
    const told = estimateRun(wanted, mnist, [at(2, 128), at(1, 32)])
    expect(told.seconds).toBeCloseTo(images * (0.001 + 0.005 / 256), 6)
    expect(told.runs).toEqual([2, 1])
    expect(estimateRun(wanted, mnist, [at(1, 32)]).runs).toEqual([1])
  })

  it('of an augmented run is told from an augmented one', () => {
    const augmentation = { ...noAugmentation, rotationDegrees: 15, shiftPixels: 2 }
    const history = [
      past(2, 900, experiment('cnn')),
      past(1, 600, experiment('cnn', { augmentation })),
    ]
    expect(estimateRun(experiment('cnn', { augmentation }), mnist, history).runs).toEqual([1])
    expect(estimateRun(experiment('cnn'), mnist, history).runs).toEqual([2])
  })

  it('of a convolution model is not guessed from a dense one', () => {
    const history = [past(1, 9_000, experiment('mlp'))]
    expect(estimateRun(experiment('cnn'), mnist, history)).toEqual({
      seconds: null,
      memoryBytes: null,
      basis: 'none',
      runs: [],
    })
  })

  it('of the CNN is near the truth from its sister, whatever the dense layers of an MLP do', () => {
    const sister = experiment('cnn-bn')
    const measured = 1_750
    const alone = estimateRun(experiment('cnn'), mnist, [past(1, measured, sister)])
    const withDense = estimateRun(experiment('cnn'), mnist, [
      past(2, 20_000, experiment('mlp')),
      past(1, measured, sister),
    ])
    const truth = ((55_000 + 5_000 / 3) * 5 + 10_000 / 3) / measured
    for (const { seconds, basis } of [alone, withDense]) {
      expect(basis).toBe('otherModels')
      expect(seconds).toBeGreaterThan(0.7 * truth)
      expect(seconds).toBeLessThan(1.4 * truth)
      expect(seconds).toBeLessThan(5 * minute)
    }
  })

  it('is not told from work that is far away', () => {
    const tiny = experiment('cnn')
    tiny.model.layers = tiny.model.layers.map((layer) =>
      layer.type === 'conv2d' ? { ...layer, filters: 1 } : layer,
    )
    expect(estimateRun(experiment('cnn'), mnist, [past(1, 9_000, tiny)]).basis).toBe('none')
  })

  it('is none for a data set that is not there', () => {
    expect(estimateRun(experiment('cnn'), null, [past(1, 9_000, experiment('cnn'))]).basis).toBe(
      'none',
    )
  })
})

function fitting(
  id: string,
  change: Partial<Learner> = {},
  data: Partial<LearnerExperiment['dataset']> = {},
): LearnerExperiment {
  const found = galleryLearner(id)
  if (!found) throw new Error(id)
  const spec = learnerExperiment(found)
  return {
    ...spec,
    dataset: { ...spec.dataset, ...data },
    learner: { ...spec.learner, ...change } as Learner,
  }
}

const fitted = (number: number, spec: LearnerExperiment): PastFit => ({
  number,
  spec,
  fitSeconds: 10,
  predictSeconds: 4,
  peakMemoryBytes: number * 1e8,
})

describe('an estimate of a learner', () => {
  it('is the seconds and the memory of the newest run of the same learner on as many images', () => {
    const history = [3, 2].map((number) => fitted(number, fitting('svm-rbf')))
    const other = fitted(4, fitting('svm-rbf', { c: 1 }))
    expect(estimateFit(fitting('svm-rbf'), mnist, [other, ...history])).toEqual({
      seconds: 14,
      memoryBytes: 3e8,
      basis: 'sameLearner',
      runs: [3],
    })
  })

  it('does not look at parameters that cost nothing or have no meaning', () => {
    const told = (wanted: LearnerExperiment, had: LearnerExperiment) =>
      estimateFit(wanted, mnist, [fitted(1, had)]).basis
    expect(told(fitting('svm-rbf'), fitting('svm-rbf', { degree: 5 }))).toBe('sameLearner')
    expect(told(fitting('knn'), fitting('knn', { weights: 'distance' }))).toBe('sameLearner')
    expect(told(fitting('random-forest'), fitting('random-forest', { seed: 7 }))).toBe(
      'sameLearner',
    )
    expect(told(fitting('knn'), fitting('knn', { k: 100 }))).toBe('none')
    expect(told(fitting('knn'), fitting('pca-knn'))).toBe('none')
  })

  it('grows with images and trees as the learner does, and then tells no memory', () => {
    const few = { trainLimit: 15_000 }
    const scaled = (id: string, change: Partial<Learner> = {}) =>
      estimateFit(fitting(id, change), mnist, [fitted(1, fitting(id, {}, few))])
    expect(scaled('knn')).toEqual({
      seconds: 4 * 14,
      memoryBytes: null,
      basis: 'otherSize',
      runs: [1],
    })
    expect(scaled('naive-bayes').seconds).toBe(4 * 10 + 4)
    expect(scaled('random-forest', { trees: 50 }).seconds).toBe((4 * 10 + 4) / 2)
    const svm = scaled('svm-rbf').seconds ?? 0
    expect(svm).toBeGreaterThan(4 * 10 + 2 * 4)
    expect(svm).toBeLessThan(8 * 10 + 4 * 4)
  })

  it('takes the nearest size, and none that is far away', () => {
    const at = (number: number, trainLimit: number) =>
      fitted(number, fitting('knn', {}, { trainLimit }))
    expect(estimateFit(fitting('knn'), mnist, [at(2, 5_000), at(1, 20_000)]).runs).toEqual([1])
    expect(estimateFit(fitting('knn'), mnist, [at(1, 1_000)]).basis).toBe('none')
  })

  it('counts the answers to validation images', () => {
    const held = { validationCount: 5_000, trainLimit: 50_000 }
    const past = fitted(1, fitting('knn', {}, { trainLimit: 50_000 }))
    expect(estimateFit(fitting('knn', {}, held), mnist, [past]).seconds).toBe(10 + 4 * 1.5)
  })
})
