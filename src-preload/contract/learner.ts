import { z } from 'zod'

/**
 * The classical learners and their parameters. They see pixels of 0…1 one after another, without
 * any idea of neighbourhood.
 */

const neighbours = {
  /** Neighbours that vote. */
  k: z.number().int().min(1).max(1_000),
  /** All votes count the same, or by the inverse of their distance. */
  weights: z.enum(['uniform', 'distance']),
}
const seed = z.number().int().min(0).max(2_147_483_647)

export const learnerSchemas = {
  knn: z.strictObject({
    type: z.literal('knn'),
    ...neighbours,
    metric: z.enum(['l2', 'cosine']),
  }),
  pcaKnn: z.strictObject({
    type: z.literal('pcaKnn'),
    /** Principal components that are kept. */
    components: z.number().int().min(1).max(784),
    /** Each component is divided by its deviation. */
    whiten: z.boolean(),
    ...neighbours,
  }),
  svm: z.strictObject({
    type: z.literal('svm'),
    kernel: z.enum(['rbf', 'linear', 'polynomial']),
    /** What a margin that is broken costs. */
    c: z.number().min(1e-6).max(1e6),
    /** Of the RBF and polynomial kernels. */
    gamma: z.number().min(1e-9).max(1e3),
    /** Of the polynomial kernel. */
    degree: z.number().int().min(1).max(10),
    /** Of the polynomial kernel: what is added to the product. */
    offset: z.number().min(0).max(1e3),
    /** Probabilities by Platt scaling; without, votes stand for them. */
    probabilities: z.boolean(),
    /** For kernel rows that are kept. */
    cacheMegabytes: z.number().int().min(16).max(65_536),
  }),
  randomForest: z.strictObject({
    type: z.literal('randomForest'),
    trees: z.number().int().min(1).max(2_000),
    /** Null grows until leaves are pure. */
    maxDepth: z.number().int().min(1).max(1_000).nullable(),
    minSamplesLeaf: z.number().int().min(1).max(100_000),
    /** Pixels that are tried at a split; null is the square root of all. */
    pixelsPerSplit: z.number().int().min(1).max(784).nullable(),
    seed,
  }),
  softmaxRegression: z.strictObject({
    type: z.literal('softmaxRegression'),
    /** Of half the squared weights, beside the mean cross-entropy. */
    l2: z.number().min(0).max(10),
    iterations: z.number().int().min(1).max(10_000),
  }),
  naiveBayes: z.strictObject({
    type: z.literal('naiveBayes'),
    /** Share of the largest variance that is added to each. */
    smoothing: z.number().min(1e-12).max(10),
  }),
  majority: z.strictObject({ type: z.literal('majority') }),
} as const

export const learnerSchema = z.discriminatedUnion('type', [
  learnerSchemas.knn,
  learnerSchemas.pcaKnn,
  learnerSchemas.svm,
  learnerSchemas.randomForest,
  learnerSchemas.softmaxRegression,
  learnerSchemas.naiveBayes,
  learnerSchemas.majority,
])
export type Learner = z.infer<typeof learnerSchema>
export type LearnerType = Learner['type']
export type LearnerOf<Type extends LearnerType> = Extract<Learner, { type: Type }>

export interface GalleryLearner {
  id: string
  name: string
  learner: Learner
}

/** The learners that ship with Inkbench, with their usual parameters. */
export const learnerGallery: readonly GalleryLearner[] = [
  { id: 'knn', name: 'kNN', learner: { type: 'knn', k: 3, weights: 'uniform', metric: 'l2' } },
  {
    id: 'pca-knn',
    name: 'PCA + kNN',
    learner: { type: 'pcaKnn', components: 50, whiten: false, k: 3, weights: 'uniform' },
  },
  {
    id: 'svm-rbf',
    name: 'SVM',
    learner: {
      type: 'svm',
      kernel: 'rbf',
      c: 5,
      gamma: 0.02,
      degree: 3,
      offset: 0,
      probabilities: false,
      cacheMegabytes: 500,
    },
  },
  {
    id: 'random-forest',
    name: 'Random forest',
    learner: {
      type: 'randomForest',
      trees: 100,
      maxDepth: null,
      minSamplesLeaf: 1,
      pixelsPerSplit: null,
      seed: 42,
    },
  },
  {
    id: 'softmax-regression',
    name: 'Softmax regression',
    learner: { type: 'softmaxRegression', l2: 1e-4, iterations: 200 },
  },
  {
    id: 'naive-bayes',
    name: 'Naive Bayes',
    learner: { type: 'naiveBayes', smoothing: 0.1 },
  },
  { id: 'majority', name: 'Majority class', learner: { type: 'majority' } },
]

/** Null where there is none of this id. */
export function galleryLearner(id: string): GalleryLearner | null {
  return learnerGallery.find((each) => each.id === id) ?? null
}

/** The entry that a learner belongs to, whatever its parameters. */
export function learnerKind({ type }: Learner): GalleryLearner {
  const found = learnerGallery.find(({ learner }) => learner.type === type)
  if (!found) throw new Error(`The gallery has no learner “${type}”.`)
  return found
}

const idleOfKernel: Record<LearnerOf<'svm'>['kernel'], readonly string[]> = {
  rbf: ['degree', 'offset'],
  linear: ['gamma', 'degree', 'offset'],
  polynomial: [],
}

/** Parameters that have no meaning beside another's choice. */
export const idleParameters = (learner: Learner): readonly string[] =>
  learner.type === 'svm' ? idleOfKernel[learner.kernel] : []

/** The learner without its idle parameters. */
export function inUse(learner: Learner): Record<string, unknown> {
  const idle = idleParameters(learner)
  return Object.fromEntries(Object.entries(learner).filter(([key]) => !idle.includes(key)))
}

/** What its random numbers are drawn from; 0 where it draws none. */
export const seedOf = (learner: Learner): number => ('seed' in learner ? learner.seed : 0)
