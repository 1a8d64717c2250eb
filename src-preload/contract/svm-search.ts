import { z } from 'zod'
import { learnerExperimentSchema } from './experiment-spec'
import { learnerSchemas } from './learner'

const { c, gamma } = learnerSchemas.svm.shape
/** Values of one axis: more are no longer legible as a map. */
export const mostSearchValues = 12
export const isRising = (values: readonly number[]) =>
  values.every((value, index) => index === 0 || value > (values[index - 1] ?? Infinity))
const axis = (value: z.ZodNumber) =>
  z.array(value).min(1).max(mostSearchValues).refine(isRising, 'its values have to rise.')

/** A search for C and gamma of a support vector machine by cross-validation. */
export const svmSearchSchema = z.strictObject({
  /** Its training images are searched with, and its kernel; its own C and gamma play no part. */
  spec: learnerExperimentSchema,
  costs: axis(c),
  gammas: axis(gamma),
  /** Parts that each are held out once. */
  folds: z.number().int().min(2).max(20),
  /** Training images to search with, each class by its share. */
  images: z.number().int().min(20).max(1_000_000),
  /** Successive halving keeps one in so many after each round; null scores all on all images. */
  halving: z.number().int().min(2).max(10).nullable(),
  /** Of the draw of the images and of the folds. */
  seed: z.number().int().min(0).max(2_147_483_647),
})
export type SvmSearch = z.infer<typeof svmSearchSchema>

/** What is proposed; halving is off until somebody turns it on. */
export const usualSearch = { folds: 3, images: 3_000, halving: 3 } as const

export const svmScoresSchema = z.object({
  costs: z.array(z.number()),
  gammas: z.array(z.number()),
  /** [gammas × costs] share of held-out images that were right; NaN before the first score */
  scores: z.instanceof(Float64Array),
  /** [gammas × costs] standard deviation of the folds' own shares (n − 1); NaN as the score is */
  spreads: z.instanceof(Float64Array),
  /** [gammas × costs] images that the score is of: fewer where halving ended early */
  images: z.instanceof(Int32Array),
})
export type SvmScores = z.infer<typeof svmScoresSchema>

export const svmSearchProgressSchema = z.object({
  /** Of the whole work, 0 … 1. */
  share: z.number().min(0).max(1),
  /** Seconds; null until it can be told. */
  secondsLeft: z.number().nullable(),
  scores: svmScoresSchema.nullable(),
})
export type SvmSearchProgress = z.infer<typeof svmSearchProgressSchema>

export const svmSearchResultSchema = svmScoresSchema.extend({
  best: z.object({
    cost: z.number(),
    gamma: z.number(),
    score: z.number(),
    spread: z.number(),
  }),
  seconds: z.number(),
})
export type SvmSearchResult = z.infer<typeof svmSearchResultSchema>

/** With fewer, a fold's classes are a matter of luck. */
const fewestPerClassAndFold = 2

/** Images that the smallest round of a search needs. */
export const fewestSearchImages = (folds: number, classes: number): number =>
  fewestPerClassAndFold * folds * classes

export interface SearchRound {
  /** Pairs of C and gamma. */
  cells: number
  images: number
}

/**
 * The rounds of a search, first to last. The last has all the images; each before it has fewer
 * by the factor, and never fewer than the smallest round needs.
 */
export function searchRounds(
  { costs, gammas, folds, images, halving }: Omit<SvmSearch, 'spec' | 'seed'>,
  classes: number,
): SearchRound[] {
  const cells = costs.length * gammas.length
  const fewest = fewestSearchImages(folds, classes)
  const counts: number[] = []
  let factor = 1
  do {
    counts.push(Math.floor(images / factor))
    factor *= halving ?? Infinity
  } while (factor <= cells && images / factor >= fewest)
  counts.reverse()
  return counts.map((count, index) => ({
    cells: Math.ceil(cells / (halving ?? 1) ** index),
    images: count,
  }))
}

/**
 * Measured on MNIST, time grows as the images do from 1,000 to 30,000: a fit looks at working sets,
 * and cells of one gamma share their kernel values.
 */
export const roundWork = ({ cells, images }: SearchRound): number => cells * images
