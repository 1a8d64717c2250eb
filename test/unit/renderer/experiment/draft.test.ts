import { describe, expect, it } from 'vitest'
import { noAugmentation } from '#contract/augmentation'
import { usualEarlyStopping } from '#contract/early-stopping'
import {
  defaultExperiment,
  learnerExperiment,
  type ExperimentSpec,
  type NetworkExperiment,
} from '#contract/experiment-spec'
import type { Learner } from '#contract/learner'
import { galleryModel } from '#contract/model-gallery'
import { usualSchedules } from '#contract/schedule'
import { autoName, withAutoName } from '../../../../src-renderer/experiment/auto-name'
import {
  checkDraft,
  fieldLimits,
  trainingImages,
} from '../../../../src-renderer/experiment/draft-checks'
import { rateCurve } from '../../../../src-renderer/experiment/rate-curve'

const recipe = (change: Partial<NetworkExperiment['recipe']>): NetworkExperiment => {
  const spec = defaultExperiment()
  return { ...spec, recipe: { ...spec.recipe, ...change } }
}
const dataset = (change: Partial<NetworkExperiment['dataset']>): NetworkExperiment => {
  const spec = defaultExperiment()
  return { ...spec, dataset: { ...spec.dataset, ...change } }
}

const mnist = { sha256: 'a'.repeat(64), images: 60_000 }

describe('checkDraft', () => {
  it('refuses a checksum that is not that of the data, whose field can be emptied', () => {
    const { sha256 } = mnist
    expect(checkDraft(dataset({ sha256 }), mnist)).toEqual([])
    expect(checkDraft(dataset({ sha256: 'b'.repeat(64) }), mnist)).toEqual([{ kind: 'otherData' }])
    expect(checkDraft(dataset({ sha256: 'b'.repeat(64) }), null)).toEqual([])
  })

  it('finds nothing wrong with the experiment that the app opens on', () => {
    expect(checkDraft(defaultExperiment(), mnist)).toEqual([])
  })

  it('says what a field may be', () => {
    expect(checkDraft(recipe({ epochs: 0 }), mnist)).toEqual([
      { kind: 'limits', field: 'recipe.epochs', limits: { min: 1, max: 1_000, whole: true } },
    ])
  })

  it.each([
    [recipe({ epochs: 2.5 }), 'recipe.epochs'],
    [recipe({ batchSize: Number.NaN }), 'recipe.batchSize'],
    [recipe({ optimizer: { type: 'sgd', momentum: 1 } }), 'recipe.optimizer.momentum'],
    [recipe({ learningRate: 0 }), 'recipe.learningRate'],
    [recipe({ dropout: 0.99 }), 'recipe.dropout'],
    [recipe({ warmupEpochs: -1 }), 'recipe.warmupEpochs'],
    [recipe({ schedule: { type: 'cosine', finalShare: 2 } }), 'recipe.schedule.finalShare'],
    [recipe({ schedule: { ...usualSchedules.step, factor: 0 } }), 'recipe.schedule.factor'],
    [recipe({ seed: -1 }), 'recipe.seed'],
    [recipe({ optimizer: { type: 'sgdw', momentum: 1 } }), 'recipe.optimizer.momentum'],
    [recipe({ labelSmoothing: 0.6 }), 'recipe.labelSmoothing'],
    [recipe({ clipNorm: 0 }), 'recipe.clipNorm'],
    [recipe({ accumulation: 1.5 }), 'recipe.accumulation'],
    [recipe({ averageDecay: 1 }), 'recipe.averageDecay'],
    [
      recipe({ earlyStopping: { ...usualEarlyStopping, patience: 0 } }),
      'recipe.earlyStopping.patience',
    ],
    [
      recipe({ earlyStopping: { ...usualEarlyStopping, minimumChange: Number.NaN } }),
      'recipe.earlyStopping.minimumChange',
    ],
    [
      recipe({ augmentation: { ...noAugmentation, rotationDegrees: 90, shiftPixels: 0 } }),
      'recipe.augmentation.rotationDegrees',
    ],
    [
      recipe({ augmentation: { ...noAugmentation, elasticPixels: 5 } }),
      'recipe.augmentation.elasticPixels',
    ],
    [dataset({ validationCount: 3 }), 'dataset.validationCount'],
    [dataset({ trainLimit: Number.NaN }), 'dataset.trainLimit'],
  ])('refuses a bad value at its field', (spec, field) => {
    expect(checkDraft(spec, mnist).map((issue) => 'field' in issue && issue.field)).toEqual([field])
  })

  it('knows how many images there are', () => {
    expect(checkDraft(dataset({ validationCount: 20_000 }), { ...mnist, images: 20_000 })).toEqual([
      { kind: 'tooMany', field: 'dataset.validationCount', available: 19_999 },
    ])
    expect(checkDraft(dataset({ trainLimit: 55_001 }), mnist)).toEqual([
      { kind: 'tooMany', field: 'dataset.trainLimit', available: 55_000 },
    ])
    expect(checkDraft(dataset({ trainLimit: 900_000 }), null)).toEqual([])
  })

  it('knows what so few images allow of a learner', () => {
    const few = (learner: Learner): ExperimentSpec => {
      const spec = learnerExperiment({ id: 'pca-knn', name: 'PCA + kNN', learner })
      return { ...spec, dataset: { ...spec.dataset, trainLimit: 10 } }
    }
    const asked = {
      type: 'pcaKnn',
      components: 11,
      whiten: false,
      k: 10,
      weights: 'uniform',
    } as const
    expect(checkDraft(few(asked), mnist)).toEqual([{ kind: 'parameter', parameter: 'components' }])
    expect(checkDraft(few({ ...asked, components: 10, k: 11 }), mnist)).toEqual([
      { kind: 'parameter', parameter: 'k' },
    ])
    expect(checkDraft(few({ ...asked, components: 10 }), mnist)).toEqual([])
    expect(checkDraft(few(asked), null)).toEqual([])
  })

  it('wants a name', () => {
    expect(checkDraft({ ...defaultExperiment(), name: '' }, null)).toEqual([{ kind: 'name' }])
  })

  it('reads the limits of every field off the contract', () => {
    expect(fieldLimits('recipe.learningRate')).toEqual({ min: 1e-7, max: 10, whole: false })
    expect(fieldLimits('dataset.trainLimit')).toEqual({ min: 10, max: 1_000_000, whole: true })
  })
})

describe('training images', () => {
  it('are what validation leaves, up to the limit', () => {
    expect(trainingImages(defaultExperiment(), mnist.images)).toBe(55_000)
    expect(trainingImages(dataset({ trainLimit: 2_000 }), mnist.images)).toBe(2_000)
    expect(trainingImages(dataset({ validationCount: Number.NaN }), mnist.images)).toBeNull()
    expect(trainingImages(defaultExperiment(), null)).toBeNull()
  })
})

describe('rateCurve', () => {
  it('counts the last, smaller batch', () => {
    const curve = rateCurve(defaultExperiment().recipe, 55_000)
    expect(curve?.stepsPerEpoch).toBe(430)
    expect(curve?.steps).toBe(2_150)
    expect(curve?.points.at(0)).toEqual([0, 0.001])
    expect(curve?.points.at(-1)).toEqual([5, 0])
  })

  it('counts the steps of the optimiser, each of several batches', () => {
    const curve = rateCurve(recipe({ accumulation: 4 }).recipe, 55_000)
    expect(curve).toMatchObject({ stepsPerEpoch: 108, steps: 540 })
    expect(rateCurve(recipe({ accumulation: Number.NaN }).recipe, 55_000)).toBeNull()
  })

  it('waits for numbers', () => {
    expect(rateCurve(recipe({ epochs: Number.NaN }).recipe, 55_000)).toBeNull()
    expect(rateCurve(defaultExperiment().recipe, null)).toMatchObject({ steps: null })
  })
})

describe('names', () => {
  const lenet = (spec: NetworkExperiment): NetworkExperiment => ({
    ...spec,
    model: galleryModel('lenet5') ?? spec.model,
  })

  it('is the given one at first', () => {
    const spec = defaultExperiment()
    expect(autoName(spec)).toBe(spec.name)
  })

  it('goes along with the model until somebody names it', () => {
    const spec = defaultExperiment()
    expect(withAutoName(spec, lenet(spec)).name).toBe('MNIST · LeNet-5')
    const named = { ...spec, name: 'First try' }
    expect(withAutoName(named, lenet(named)).name).toBe('First try')
    expect(withAutoName(spec, named).name).toBe('First try')
  })
})
