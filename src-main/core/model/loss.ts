import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs'
import { nativeOperations } from '../native/operations'
import type { Tensors } from '../native/tensorflow'
import { keepForGradient } from './keep-for-gradient'

/**
 * Mean cross-entropy of softmax(logits) against class numbers.
 * @param logits [N, classes]; @param labels int32 [N]
 */
export function crossEntropy(tf: Tensors, logits: Tensor2D, labels: Tensor1D): Scalar {
  const native = nativeOperations(tf)
  if (!native) return composedCrossEntropy(tf, logits, labels)
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
 * By tfjs's functions, with the gradient written out as (softmax − one-hot) / N: exact, and a
 * handful of operations where the tape would take twenty.
 */
function composedCrossEntropy(tf: Tensors, logits: Tensor2D, labels: Tensor1D): Scalar {
  const [count, classes] = logits.shape
  const loss = tf.customGrad((x, save) => {
    const logProbabilities = tf.logSoftmax(x as Tensor2D)
    const targets = tf.oneHot(labels, classes).cast('float32')
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
