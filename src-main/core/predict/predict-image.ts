import type * as TensorFlow from '@tensorflow/tfjs'
import type { Normalization } from '#contract/experiment-spec'
import type { Prediction } from '#contract/predict'
import { fieldSize } from './preprocess'

/**
 * Asks a model about one image.
 * @param model takes [N, 28, 28, 1] normalised pixels and gives logits [N, classes].
 * @param image 784 bytes, as `preprocessDrawing` gives them.
 */
export async function predictImage(
  tf: typeof TensorFlow,
  model: TensorFlow.LayersModel,
  image: Uint8Array<ArrayBuffer>,
  normalization: Normalization,
  classNames: readonly string[],
): Promise<Prediction> {
  const start = performance.now()
  const { mean, deviation } = normalization
  const answer = tf.tidy(() => {
    const pixels = Float32Array.from(image, (byte) => (byte / 255 - mean) / deviation)
    const input = tf.tensor4d(pixels, [1, fieldSize, fieldSize, 1])
    return tf.softmax(model.predict(input) as TensorFlow.Tensor2D)
  })
  try {
    const probabilities = Float32Array.from(await answer.data<'float32'>())
    const milliseconds = performance.now() - start
    return { classNames: [...classNames], probabilities, image, milliseconds }
  } finally {
    answer.dispose()
  }
}
