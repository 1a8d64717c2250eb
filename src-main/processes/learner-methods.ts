import type { ExperimentSpec } from '#contract/experiment-spec'
import type { LearnerProgress } from '#contract/learner-work'
import { WorkbenchError } from '#contract/problem'
import { gatherPixels, imageBytes, loadDataset } from '#core/dataset'
import {
  classSharesOf,
  picturesOf,
  principalComponentsOf,
  readLearner,
  strongestSupportVectors,
  type FittedLearner,
  type Work,
} from '#core/learners'
import { measureNeighbourAccuracy } from '#core/predict/neighbour-accuracy'
import { measurePixelImportance } from '#core/predict/pixel-importance'
import { predictingRun, type TrainedRun } from '#core/predict/predicting-run'
import type { Predictor } from '#core/predict/predictor'
import { LearnerWork } from './learner-work'

/** One whose work is followed, and ended, by its id. */
interface FollowedRun extends TrainedRun {
  runId: string
}

type Measure<Result> = (
  learner: FittedLearner | null,
  spec: ExperimentSpec,
  work: Work,
) => Promise<Result>

/** What can be asked of fitted classical learners. */
export function learnerMethods(
  predictor: () => Promise<Predictor>,
  onProgress: (progress: LearnerProgress) => void,
) {
  const underWay = new LearnerWork(onProgress)
  const measured = <Result>(
    { runId, modelFolder, spec }: FollowedRun,
    measure: Measure<Result>,
  ): Promise<Result> =>
    underWay.follow(runId, async (work) =>
      (await predictor()).withLearner(modelFolder, (learner) => measure(learner, spec, work)),
    )
  return {
    learnerPictures: (folder: string) => readLearner(folder, picturesOf),
    learnerComponents: (folder: string) => readLearner(folder, principalComponentsOf),
    learnerClassShares: (folder: string) => readLearner(folder, classSharesOf),
    learnerSupportVectors: async (run: TrainedRun) => {
      const found = await readLearner(run.modelFolder, strongestSupportVectors)
      if (!found) return null
      const { positions } = await (await predictingRun(run)).learnedFrom()
      return { ...found, positions: found.positions.map((index) => positions[index] ?? 0) }
    },
    learnerNeighbours: async ({ image, ...run }: TrainedRun & { image: number }) => {
      const dataset = await loadDataset(run.spec.dataset.id)
      if (image >= dataset.test.count)
        throw new WorkbenchError('neighbours.noImage', `There is no test image ${image}.`, {
          image,
        })
      const selection = { images: dataset.test, positions: Uint32Array.of(image) }
      const pixels = gatherPixels(selection, imageBytes(dataset))
      return (await predictor()).neighbours(await predictingRun(run), pixels)
    },
    learnerNeighbourAccuracy: (call: FollowedRun) => measured(call, measureNeighbourAccuracy),
    learnerPixelImportance: (call: FollowedRun) => measured(call, measurePixelImportance),
    cancelLearner: (runId: string) => {
      underWay.cancel(runId)
    },
    endLearnerWork: () => {
      underWay.giveWay()
    },
  }
}
