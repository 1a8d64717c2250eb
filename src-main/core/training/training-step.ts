import type { LayersModel, Scalar, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import { countCorrect, crossEntropy } from '../model/loss'
import type { StepRandomness } from '../model/randomness'
import type { Tensors } from '../native/tensorflow'
import type { Optimizer } from './optimizer'

export interface Batch {
  /** Augmented and normalised, [N, height, width, channels]. */
  images: Tensor4D
  /** int32 [N] */
  labels: Tensor1D
}

/** Left on the device: reading each one back would make the step wait. The caller disposes. */
export interface StepOutcome {
  /** Mean cross-entropy of the batch before the weights moved. */
  loss: Scalar
  /** Images of the batch that were predicted correctly. */
  correct: Scalar
}

/** One optimiser step, however it is computed. */
export interface TrainingStep {
  run(batch: Batch, learningRate: number): StepOutcome
  dispose(): void
}

/** The step operation by operation, by tfjs's automatic differentiation. */
export class EagerStep implements TrainingStep {
  constructor(
    private readonly tf: Tensors,
    private readonly model: LayersModel,
    private readonly optimizer: Optimizer,
    private readonly randomness: StepRandomness,
  ) {}

  run({ images, labels }: Batch, learningRate: number): StepOutcome {
    const { tf, model, optimizer } = this
    const { variables } = optimizer
    return tf.tidy(() => {
      const counted: Scalar[] = []
      const { value: loss, grads } = tf.variableGrads(() => {
        const logits = model.apply(images, { training: true }) as Tensor2D
        counted.push(tf.keep(countCorrect(tf, logits, labels)))
        return crossEntropy(tf, logits, labels)
      }, variables)
      const gradients = variables.map(({ name }) => {
        const gradient = grads[name]
        if (!gradient) throw new Error(`The loss does not depend on ${name}.`)
        return gradient
      })
      optimizer.apply(gradients, learningRate)
      this.randomness.step += 1
      const [correct] = counted
      if (!correct) throw new Error('The model was not run.')
      return { loss, correct }
    })
  }

  dispose() {
    this.optimizer.dispose()
  }
}
