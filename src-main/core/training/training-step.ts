import type { LayersModel, Scalar } from '@tensorflow/tfjs'
import type { Recipe } from '#contract/recipe'
import type { Dataset } from '../dataset/types'
import type { TrainableWeight } from '../model/build'
import type { Classifier } from '../model/infer'
import type { StepRandomness } from '../model/randomness'
import type { Tensors } from '../native/tensorflow'
import type { StepPlan } from './batch-order'
import type { LossScaleState } from './loss-scale'
import type { Preparation } from './prepare'

/** Left on the device: reading each one back would make the step wait. The caller disposes. */
export interface StepOutcome {
  /** Mean loss of the images before the weights moved. */
  loss: Scalar
  /** Images that were predicted correctly. */
  correct: Scalar
}

/** Everything that steps change. */
export interface StepState {
  /** The model's weights, the optimiser's slots, the averages, each in its order. */
  values: Float32Array[]
  /** Null without numbers of 16 bits. */
  lossScale: LossScaleState | null
}

/** One optimiser step, however it is computed. */
export interface TrainingStep {
  run(plan: StepPlan, learningRate: number): StepOutcome
  /** Logits of images with the weights as they stand, or with their averages where there are some. */
  readonly classify: Classifier
  state(): StepState
  /** Goes back to a state of this or of an equal step. */
  restore(state: StepState): void
  /** Brings the weights, or their averages, into the model. No step may follow. */
  settle(): void
  dispose(): void
}

/** Numbers of convolutions and matrix products in training. */
export type ProductType = 'float32' | 'float16' | 'bfloat16'

/** What of a recipe a step depends on. */
export type StepRecipe = Pick<
  Recipe,
  | 'batchSize'
  | 'optimizer'
  | 'weightDecay'
  | 'labelSmoothing'
  | 'clipNorm'
  | 'accumulation'
  | 'averageDecay'
>

/** What a step is made of. */
export interface StepParts {
  tf: Tensors
  model: LayersModel
  weights: TrainableWeight[]
  randomness: StepRandomness
  dataset: Pick<Dataset, 'train' | 'imageShape'>
  preparation: Preparation
  recipe: StepRecipe
  products: ProductType
  /** Operations that TensorFlow runs side by side; so many parts has the graph. */
  lanes: number
}
