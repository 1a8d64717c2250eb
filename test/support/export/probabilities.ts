import type * as TensorFlow from '@tensorflow/tfjs'
import type { Normalization } from '#contract/experiment-spec'

/** What the reference says of pixels 0…1 [N, H, W, C]. */
export function referenceProbabilities(
  tf: typeof TensorFlow,
  model: TensorFlow.LayersModel,
  pixels: Float32Array,
  shape: [number, number, number, number],
  { mean, deviation }: Normalization,
): Float32Array {
  return tf.tidy(() => {
    const normalized = tf.tensor4d(pixels, shape).sub(mean).div(deviation)
    const logits = model.predict(normalized, { batchSize: shape[0] }) as TensorFlow.Tensor2D
    return Float32Array.from(tf.softmax(logits).dataSync<'float32'>())
  })
}
