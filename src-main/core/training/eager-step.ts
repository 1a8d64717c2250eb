import type { Tensor1D } from '@tensorflow/tfjs'
import { imageTensor } from '../dataset/batch'
import { modelClassifier, type Classifier } from '../model/infer'
import type { StepPlan } from './batch-order'
import { lossAndGradients } from './gradients'
import { Optimizer } from './optimizer'
import { prepareImages } from './prepare'
import type { StepOutcome, StepParts, TrainingStep } from './training-step'

/** The step operation by operation, by tfjs's automatic differentiation. */
export class EagerStep implements TrainingStep {
  readonly classify: Classifier
  private readonly optimizer: Optimizer

  constructor(private readonly parts: StepParts) {
    const { tf, model, weights, dataset, preparation, recipe } = parts
    this.classify = modelClassifier(tf, model, dataset.imageShape, preparation.normalization)
    this.optimizer = new Optimizer(tf, weights, recipe)
  }

  run({ positions, step }: StepPlan, learningRate: number): StepOutcome {
    const { tf, model, weights, randomness, dataset, preparation } = this.parts
    const { train: images, imageShape } = dataset
    randomness.step = step
    return tf.tidy(() => {
      const pixels = imageTensor(tf, { images, positions }, imageShape)
      const labels = Int32Array.from(positions, (position) => images.labels[position] ?? 0)
      const { loss, correct, gradients } = lossAndGradients(
        tf,
        model,
        weights.map(({ variable }) => variable),
        prepareImages(tf, pixels, preparation, step),
        tf.tensor(labels) as Tensor1D,
      )
      this.optimizer.apply(gradients, learningRate)
      return { loss, correct }
    })
  }

  settle() {
    // The weights never leave the model.
  }

  dispose() {
    this.optimizer.dispose()
  }
}
