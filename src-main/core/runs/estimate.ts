import type { ExperimentSpec } from '#contract/experiment-spec'
import { summarizeModel } from '#contract/shape-inference'
import type { Estimate } from '#contract/training'
import { thisMachine } from './machine'
import type { RunReader } from './run-reader'

/** The data set's training images where the spec does not limit them. */
const mnistTrainingCount = 60_000

/**
 * What a run will cost, told from finished runs of this machine: the same model's
 * images/s, or else those of another by multiply-adds. Evaluation of the
 * validation set after each epoch is counted at a third of a training step's cost.
 */
export function estimateRun(reader: RunReader, spec: ExperimentSpec): Estimate {
  const { multiplyAdds } = summarizeModel(spec.model, [28, 28, 1], 10)
  const runs = reader.finishedOn(thisMachine()).filter(({ imagesPerSecond }) => imagesPerSecond)
  const same = runs.find(
    (run) => run.modelId === spec.model.id && run.multiplyAdds === multiplyAdds,
  )
  const told = same ?? runs[0]
  if (!told?.imagesPerSecond || multiplyAdds === 0)
    return { seconds: null, memoryBytes: null, basis: 'none' }
  const scale = same ? 1 : (told.multiplyAdds ?? multiplyAdds) / multiplyAdds
  const available = mnistTrainingCount - spec.dataset.validationCount
  const images = Math.min(spec.dataset.trainLimit ?? available, available)
  const perEpoch = images + spec.dataset.validationCount / 3
  return {
    seconds: (perEpoch * spec.recipe.epochs) / (told.imagesPerSecond * scale),
    memoryBytes: told.peakMemoryBytes,
    basis: same ? 'sameModel' : 'otherModel',
  }
}
