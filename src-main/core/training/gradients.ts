import type {
  LayersModel,
  Scalar,
  Tensor,
  Tensor1D,
  Tensor2D,
  Tensor4D,
  Variable,
} from '@tensorflow/tfjs'
import { countCorrect, crossEntropy } from '../model/loss'
import type { Tensors } from '../native/tensorflow'

export interface LossAndGradients {
  /** Mean cross-entropy of the batch. */
  loss: Scalar
  /** Images of the batch that were predicted correctly. */
  correct: Scalar
  /** Of the loss, in the order of the variables. */
  gradients: Tensor[]
}

export interface Batch {
  /** As the model expects them, [N, height, width, channels]. */
  images: Tensor4D
  /** int32 [N] */
  labels: Tensor1D
}

export interface LossChoices {
  labelSmoothing: number
  /** The gradients are of the loss times this; for numbers of 16 bits. */
  scale?: Scalar
}

/** One pass forward and one back. Everything it makes belongs to the caller's tidy. */
export function lossAndGradients(
  tf: Tensors,
  model: LayersModel,
  variables: Variable[],
  { images, labels }: Batch,
  { labelSmoothing, scale }: LossChoices,
): LossAndGradients {
  const counted: Scalar[] = []
  const { value, grads } = tf.variableGrads(() => {
    const logits = model.apply(images, { training: true }) as Tensor2D
    counted.push(tf.keep(countCorrect(tf, logits, labels)))
    const loss = crossEntropy(tf, logits, labels, labelSmoothing)
    return scale ? loss.mul(scale) : loss
  }, variables)
  const gradients = variables.map(({ name }) => {
    const gradient = grads[name]
    if (!gradient) throw new Error(`The loss does not depend on ${name}.`)
    return gradient
  })
  const [kept] = counted
  if (!kept) throw new Error('The model was not run.')
  const correct = kept.clone()
  kept.dispose()
  return { loss: scale ? value.div(scale) : value, correct, gradients }
}
