import { usualAugmentation } from '#contract/augmentation'
import { usualEarlyStopping } from '#contract/early-stopping'
import { learnerGallery, type LearnerOf, type LearnerType } from '#contract/learner'
import { defaultRecipe } from '#contract/recipe'
import { usualSchedules } from '#contract/schedule'
import { usualRecipe } from '#contract/usual-recipe'
import type { guideEn } from './guide-en'
import type { sources } from './sources'

type EntryId = keyof typeof guideEn.entries
type SourceId = keyof typeof sources

export interface GuideEntry {
  id: EntryId
  sources: readonly SourceId[]
}

export interface GuideSection {
  id: keyof typeof guideEn.sections
  entries: readonly GuideEntry[]
}

const entry = (id: EntryId, ...from: SourceId[]): GuideEntry => ({ id, sources: from })

/** What the guide tells, in its order; the texts are called by the ids. */
export const guide: readonly GuideSection[] = [
  {
    id: 'optimizers',
    entries: [
      entry('sgd', 'robbins', 'heavyBall'),
      entry('adam', 'adam'),
      entry('decoupled', 'adamw'),
    ],
  },
  {
    id: 'rate',
    entries: [
      entry('learningRate'),
      entry('cosine', 'sgdr'),
      entry('step', 'resnet'),
      entry('plateau', 'alexnet'),
      entry('oneCycle', 'oneCycle'),
      entry('warmup', 'largeBatches'),
    ],
  },
  {
    id: 'regularization',
    entries: [
      entry('weightDecay', 'decay', 'adamw'),
      entry('dropout', 'dropout'),
      entry('labelSmoothing', 'smoothing'),
      entry('average', 'averaging'),
      entry('batchNorm', 'batchNorm'),
    ],
  },
  {
    id: 'augmentation',
    entries: [
      entry('moving', 'lenet'),
      entry('elastic', 'elastic'),
      entry('erasing', 'erasing'),
      entry('noise', 'noise'),
    ],
  },
  {
    id: 'steps',
    entries: [
      entry('batchSize', 'largeBatches'),
      entry('accumulation', 'largeBatches'),
      entry('clipping', 'clipping'),
      entry('precision', 'mixed'),
      entry('towers', 'largeBatches'),
    ],
  },
  {
    id: 'run',
    entries: [entry('earlyStopping', 'stopping'), entry('checkpoints'), entry('seed')],
  },
  {
    id: 'learners',
    entries: [
      entry('votes', 'platt', 'coupling'),
      entry('costAndGamma', 'svm', 'svmGuide'),
      entry('outOfBag', 'bags', 'forests'),
      entry('exactNeighbours', 'nearest'),
    ],
  },
]

const learnerOf = <Type extends LearnerType>(type: Type) =>
  learnerGallery
    .map(({ learner }) => learner)
    .find((learner): learner is LearnerOf<Type> => learner.type === type)

const { cosine, step, plateau, oneCycle } = usualSchedules

/** The numbers in the texts, from where they are kept. */
export const guideNumbers = {
  ...usualAugmentation,
  epochs: defaultRecipe.epochs,
  batchSize: defaultRecipe.batchSize,
  learningRate: defaultRecipe.learningRate,
  seed: defaultRecipe.seed,
  momentum: usualRecipe.momentum,
  smoothing: usualRecipe.labelSmoothing,
  norm: usualRecipe.clipNorm,
  average: usualRecipe.averageDecay,
  finalShare: cosine.finalShare,
  everyEpochs: step.everyEpochs,
  stepFactor: step.factor,
  plateauFactor: plateau.factor,
  plateauPatience: plateau.patience,
  risePercent: 100 * oneCycle.riseShare,
  patience: usualEarlyStopping.patience,
  neighbours: learnerOf('knn')?.k ?? NaN,
  cost: learnerOf('svm')?.c ?? NaN,
  gamma: learnerOf('svm')?.gamma ?? NaN,
  trees: learnerOf('randomForest')?.trees ?? NaN,
}
