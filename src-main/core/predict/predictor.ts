import type * as TensorFlow from '@tensorflow/tfjs'
import type { Normalization } from '#contract/experiment-spec'
import type { Prediction } from '#contract/predict'
import { ModelCache } from './model-cache'
import { predictImage } from './predict-image'
import { preprocessInk, type Ink } from './preprocess'

/** What has to be known of a run to ask its model. */
export interface PredictingRun {
  /** Holds `model.json` and `weights.bin`. */
  modelFolder: string
  normalization: Normalization
  classNames: readonly string[]
}

/** Answers drawings with the models of runs, a few of which stay loaded. */
export class Predictor {
  readonly #models: ModelCache<TensorFlow.LayersModel>

  /** @param loadModel gives the model of a folder: normalised pixels in, logits out. */
  constructor(
    private readonly tf: typeof TensorFlow,
    loadModel: (folder: string) => Promise<TensorFlow.LayersModel>,
  ) {
    this.#models = new ModelCache(loadModel)
  }

  /**
   * @throws WorkbenchError `predict.empty` where there is no ink, and what loading a model throws.
   */
  async predict(run: PredictingRun, ink: Ink): Promise<Prediction> {
    const start = performance.now()
    const image = preprocessInk(ink)
    const prediction = await this.#models.with(run.modelFolder, (model) =>
      predictImage(this.tf, model, image, run.normalization, run.classNames),
    )
    return { ...prediction, milliseconds: performance.now() - start }
  }

  /** Gives all models back. */
  close(): Promise<void> {
    return this.#models.clear()
  }
}
