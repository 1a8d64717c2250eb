import { InvalidArgumentError, type Command } from 'commander'
import type { LearnerExperiment } from '#contract/experiment-spec'
import { learnerSchemas, type LearnerOf } from '#contract/learner'
import { logSpaced, rangeAround } from '#contract/log-spaced'
import { svmSearchSchema, usualSearch, type SvmSearch } from '#contract/svm-search'
import { within } from './recipe-options'

/** Of the words of `search`, those about the grid and how it is scored. */
export interface GridOptions {
  c?: number[]
  gamma?: number[]
  folds: number
  images?: number
  /** True where no number was given. */
  halving?: number | true
  seed?: number
}

const { c, gamma } = learnerSchemas.svm.shape
const { shape } = svmSearchSchema

/** Reads `0.1,1,10`, in any order. */
function listOf(axis: typeof shape.costs, value: typeof c) {
  return (text: string): number[] => {
    const values = [...new Set(text.split(',').map(within(value)))].sort((a, b) => a - b)
    const [issue] = axis.safeParse(values).error?.issues ?? []
    if (issue?.code === 'too_big')
      throw new InvalidArgumentError(`There can be ${issue.maximum} values at most.`)
    return values
  }
}

export function addSearchOptions(command: Command): Command {
  const { folds, images, halving } = usualSearch
  return command
    .option(
      '--c <list>',
      'values of C, such as 1,5,25; else four around its own',
      listOf(shape.costs, c),
    )
    .option('--gamma <list>', 'values of gamma, in the same way', listOf(shape.gammas, gamma))
    .option('--folds <n>', 'parts that each are held out once', within(shape.folds), folds)
    .option(
      '--images <n>',
      `training images to search with; else ${images}, or all where there are fewer`,
      within(shape.images),
    )
    .option(
      '--halving [n]',
      `go on to more images with one pair in so many only; ${halving} where no number is given`,
      within(shape.halving.unwrap()),
    )
}

/** The search that was asked for; axes that were not named lie around the machine's own values. */
export function chooseSearch(
  spec: LearnerExperiment,
  learner: LearnerOf<'svm'>,
  { c: costs, gamma: gammas, folds, images, halving, seed }: GridOptions,
): SvmSearch {
  return {
    spec,
    costs: costs ?? usualAxis(learner.c, c),
    gammas: gammas ?? usualAxis(learner.gamma, gamma),
    folds,
    images: images ?? Math.min(usualSearch.images, spec.dataset.trainLimit ?? Infinity),
    halving: halving === true ? usualSearch.halving : (halving ?? null),
    seed: seed ?? spec.dataset.splitSeed,
  }
}

const usualAxis = (value: number, { minValue, maxValue }: typeof c) =>
  logSpaced(rangeAround(value, minValue ?? 0, maxValue ?? Infinity))
