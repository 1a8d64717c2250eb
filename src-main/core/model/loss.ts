import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs'
import { nativeOperations } from '../native/operations'
import type { Tensors } from '../native/tensorflow'
import { keepForGradient } from './keep-for-gradient'

/**
 * Mean cross-entropy of softmax(logits) against class numbers.
 * @param logits [N, classes]; @param labels int32 [N]; @param smoothing share of each target that is
 * spread evenly over all classes: Szegedy et al., “Rethinking the inception architecture”, 2016
 */
export function crossEntropy(
  tf: Tensors,
  logits: Tensor2D,
  labels: Tensor1D,
  smoothing = 0,
): Scalar {
  const native = nativeOperations(tf)
  if (!native || smoothing > 0) return composedCrossEntropy(tf, logits, labels, smoothing)
  const [count] = logits.shape
  const types = [native.type('T', 'float32'), native.type('Tlabels', 'int32')]
  const loss = tf.customGrad((x, save) => {
    // The operation gives its own gradient along.
    const [losses, gradient] = native.many(
      'SparseSoftmaxCrossEntropyWithLogits',
      types,
      [x as Tensor, labels],
      2,
    )
    if (!losses || !gradient) throw new Error('The loss gave too little.')
    keepForGradient(save, [gradient])
    const gradFunc = (dy: Tensor | Tensor[], [saved]: Tensor[]): Tensor => {
      if (!saved) throw new Error('The loss kept nothing for its gradient.')
      return saved.mul((dy as Tensor).mul(1 / count))
    }
    return { value: losses.sum().mul(1 / count), gradFunc }
  })
  return loss(logits) as Scalar
}

/**
 * By tfjs's functions, with the gradient written out as (softmax − targets) / N: exact, and a
 * handful of operations where the tape would take twenty.
 */
function composedCrossEntropy(
  tf: Tensors,
  logits: Tensor2D,
  labels: Tensor1D,
  smoothing: number,
): Scalar {
  const [count, classes] = logits.shape
  const loss = tf.customGrad((x, save) => {
    const logProbabilities = tf.logSoftmax(x as Tensor2D)
    const hits = tf.oneHot(labels, classes).cast('float32')
    const targets =
      smoothing > 0 ? hits.mul(1 - smoothing).add(tf.scalar(smoothing / classes)) : hits
    keepForGradient(save, [logProbabilities, targets])
    const value = logProbabilities
      .mul(targets)
      .sum()
      .mul(-1 / count)
    const gradFunc = (dy: Tensor | Tensor[], [predicted, actual]: Tensor[]): Tensor => {
      if (!predicted || !actual) throw new Error('The loss kept nothing for its gradient.')
      return predicted
        .exp()
        .sub(actual)
        .mul((dy as Tensor).mul(1 / count))
    }
    return { value, gradFunc }
  })
  return loss(logits) as Scalar
}

/** How many of a batch were predicted correctly. */
export function countCorrect(tf: Tensors, logits: Tensor2D, labels: Tensor1D): Scalar {
  return tf.tidy(() => tf.equal(logits.argMax(1), labels).cast('float32').sum())
}
