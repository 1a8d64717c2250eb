import type { DatasetFigures } from '#contract/dataset'
import { isNetwork, type ExperimentSpec } from '#contract/experiment-spec'
import type { Estimate } from '#contract/training'
import { tellSpeed, type PastRun } from './throughput'

/** Forward only costs a third of forward, backward and update. */
const evaluationShare = 1 / 3

const unknown: Estimate = { seconds: null, memoryBytes: null, basis: 'none', runs: [] }

/**
 * What a run will cost, told from finished runs of this machine: its training, the validation
 * after each epoch, and the test at the end. Nothing is told where no run is near enough.
 */
export function estimateRun(
  spec: ExperimentSpec,
  dataset: DatasetFigures | null,
  history: readonly PastRun[],
): Estimate {
  // How long a fit takes depends on the images in ways that no other run tells.
  if (!dataset || !isNetwork(spec)) return unknown
  const { imageShape, classes, trainCount, testCount } = dataset
  const told = tellSpeed({ spec, imageShape, classes }, history)
  if (!told) return unknown
  const { validationCount, trainLimit } = spec.dataset
  const available = Math.max(0, trainCount - validationCount)
  const images = Math.min(trainLimit ?? available, available)
  const perEpoch = images + validationCount * evaluationShare
  const all = perEpoch * spec.recipe.epochs + testCount * evaluationShare
  const memory = told.runs.flatMap(({ peakMemoryBytes }) => peakMemoryBytes ?? [])
  return {
    seconds: all / told.imagesPerSecond,
    memoryBytes: memory.length > 0 ? Math.max(...memory) : null,
    basis: told.basis,
    runs: told.runs.map(({ number }) => number),
  }
}
