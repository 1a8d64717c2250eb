import type { LayersModel, Scalar } from '@tensorflow/tfjs'
import type { Recipe } from '#contract/recipe'
import type { Dataset } from '../dataset/types'
import type { TrainableWeight } from '../model/build'
import type { Classifier } from '../model/infer'
import type { StepRandomness } from '../model/randomness'
import type { Tensors } from '../native/tensorflow'
import type { StepPlan } from './batch-order'
import type { Preparation } from './prepare'

/** Left on the device: reading each one back would make the step wait. The caller disposes. */
export interface StepOutcome {
  /** Mean cross-entropy of the batch before the weights moved. */
  loss: Scalar
  /** Images of the batch that were predicted correctly. */
  correct: Scalar
}

/** One optimiser step, however it is computed. */
export interface TrainingStep {
  run(plan: StepPlan, learningRate: number): StepOutcome
  /** Logits of images with the weights as they stand. */
  readonly classify: Classifier
  /** Brings the weights into the model, where they have been moved elsewhere. */
  settle(): void
  dispose(): void
}

/** What a step is made of. */
export interface StepParts {
  tf: Tensors
  model: LayersModel
  weights: TrainableWeight[]
  randomness: StepRandomness
  dataset: Pick<Dataset, 'train' | 'imageShape'>
  preparation: Preparation
  recipe: Pick<Recipe, 'optimizer' | 'weightDecay'>
}
