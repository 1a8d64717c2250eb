import type { Normalization } from '#contract/experiment-spec'
import type { Prediction } from '#contract/predict'
import type { ImageModel } from './image-model'
import { ModelCache } from './model-cache'
import { preprocessInk, type Ink } from './preprocess'

/** What has to be known of a run to ask its model. */
export interface PredictingRun {
  modelFolder: string
  /** Null for a classical learner. */
  normalization: Normalization | null
  classNames: readonly string[]
}

/** Answers drawings with the models of runs, a few of which stay loaded. */
export class Predictor {
  readonly #models: ModelCache<ImageModel>

  constructor(loadModel: (folder: string) => Promise<ImageModel>) {
    this.#models = new ModelCache(loadModel)
  }

  /**
   * @throws WorkbenchError `predict.empty` where there is no ink, and what loading a model throws.
   */
  async predict(run: PredictingRun, ink: Ink): Promise<Prediction> {
    const start = performance.now()
    const { modelFolder, normalization, classNames } = run
    const image = preprocessInk(ink)
    const probabilities = await this.#models.with(modelFolder, (model) =>
      model.probabilities(image, normalization),
    )
    const milliseconds = performance.now() - start
    return { classNames: [...classNames], probabilities, image, milliseconds }
  }

  /** Gives all models back. */
  close(): Promise<void> {
    return this.#models.clear()
  }
}
