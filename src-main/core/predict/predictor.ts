import type { Normalization } from '#contract/experiment-spec'
import type { VotingNeighbours } from '#contract/neighbours'
import type { Prediction } from '#contract/predict'
import { gatherPixels, type ImageSelection } from '../dataset'
import type { FittedLearner, Voters } from '../learners'
import type { ImageModel } from './image-model'
import { ModelCache } from './model-cache'
import { noNeighbours } from './neighbour-accuracy'
import { fieldSize, preprocessInk, type Ink } from './picture/preprocess'

/** What has to be known of a run to ask its model. */
export interface PredictingRun {
  modelFolder: string
  /** Null for a classical learner. */
  normalization: Normalization | null
  classNames: readonly string[]
  /** What it says of the classes are shares of votes. */
  votes: boolean
  /** The images that the run learned from; asked for only where some of them vote. */
  learnedFrom: () => Promise<ImageSelection>
}

/** Answers images with the models of runs, a few of which stay loaded. */
export class Predictor {
  readonly #models: ModelCache<ImageModel>

  constructor(loadModel: (folder: string) => Promise<ImageModel>) {
    this.#models = new ModelCache(loadModel)
  }

  /**
   * Loads what an answer takes, so that the first question does not wait for it.
   * @throws what loading a model throws
   */
  async prepare(run: PredictingRun): Promise<void> {
    const { voters } = await this.#answer(run, new Uint8Array(fieldSize * fieldSize))
    if (voters) await run.learnedFrom()
  }

  /**
   * @throws WorkbenchError `predict.empty` where there is no ink, and what loading a model throws.
   */
  async predict(run: PredictingRun, ink: Ink): Promise<Prediction> {
    const start = performance.now()
    const image = preprocessInk(ink)
    const { probabilities, voters } = await this.#answer(run, image)
    const neighbours = voters && withImages(voters, await run.learnedFrom())
    const milliseconds = performance.now() - start
    const classNames = [...run.classNames]
    return { classNames, probabilities, votes: run.votes, image, neighbours, milliseconds }
  }

  /**
   * The training images that vote on an image.
   * @param image bytes, as the data set has them
   * @throws WorkbenchError `neighbours.none` for another model, and what loading a model throws.
   */
  async neighbours(run: PredictingRun, image: Uint8Array): Promise<VotingNeighbours> {
    const { voters } = await this.#answer(run, image)
    if (!voters) throw noNeighbours()
    return withImages(voters, await run.learnedFrom())
  }

  /**
   * Lends a classical learner to `use` until that is done.
   * @param use gets null where the model is a network
   * @throws WorkbenchError `model.missing` or `model.damaged`
   */
  withLearner<Result>(
    modelFolder: string,
    use: (learner: FittedLearner | null) => Promise<Result>,
  ): Promise<Result> {
    return this.#models.with(modelFolder, ({ learner }) => use(learner))
  }

  /** Gives all models back. */
  close(): Promise<void> {
    return this.#models.clear()
  }

  #answer({ modelFolder, normalization }: PredictingRun, image: Uint8Array) {
    return this.#models.with(modelFolder, (model) => model.answer(image, normalization))
  }
}

function withImages(
  { indices, ...told }: Voters,
  { images, positions }: ImageSelection,
): VotingNeighbours {
  const found = Uint32Array.from(indices, (index) => positions[index] ?? 0)
  const pixels = gatherPixels({ images, positions: found }, images.pixels.length / images.count)
  return { ...told, positions: found, pixels }
}
