import { trainingImages, type DatasetFigures } from '#contract/dataset'
import type { LearnerExperiment, NetworkExperiment } from '#contract/experiment-spec'
import type { Estimate } from '#contract/training'
import { tellFit, type PastFit } from './fit-cost'
import { tellSpeed, type PastRun } from './throughput'

/** Forward only costs a third of forward, backward and update. */
const evaluationShare = 1 / 3

const unknown: Estimate = { seconds: null, memoryBytes: null, basis: 'none', runs: [] }

/**
 * What a run will cost, told from finished runs of this machine: its training, the validation
 * after each epoch, and the test at the end. Nothing is told where no run is near enough.
 */
export function estimateRun(
  spec: NetworkExperiment,
  dataset: DatasetFigures | null,
  history: readonly PastRun[],
): Estimate {
  if (!dataset) return unknown
  const { imageShape, classes, trainCount, testCount } = dataset
  const told = tellSpeed({ spec, imageShape, classes }, history)
  if (!told) return unknown
  const { validationCount } = spec.dataset
  const perEpoch = trainingImages(spec.dataset, trainCount) + validationCount * evaluationShare
  const all = perEpoch * spec.recipe.epochs + testCount * evaluationShare
  const memory = told.runs.flatMap(({ peakMemoryBytes }) => peakMemoryBytes ?? [])
  return {
    seconds: all / told.imagesPerSecond,
    memoryBytes: memory.length > 0 ? Math.max(...memory) : null,
    basis: told.basis,
    runs: told.runs.map(({ number }) => number),
  }
}

/** The same of a learner: its fit, and its answers to validation and test images. */
export function estimateFit(
  spec: LearnerExperiment,
  dataset: DatasetFigures | null,
  history: readonly PastFit[],
): Estimate {
  return (dataset && tellFit(spec, dataset, history)) ?? unknown
}
