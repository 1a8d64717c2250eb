import { setImmediate as nextTurn } from 'node:timers/promises'
import type { LayersModel, Tensor2D } from '@tensorflow/tfjs'
import type { Normalization } from '#contract/experiment-spec'
import { imageTensor, normalizeImages } from '../dataset/batch'
import type { Dataset, ImageSelection } from '../dataset/types'
import type { Tensors } from '../native/tensorflow'

/** Large enough for full speed, small enough that commands are heard within a fraction of a second. */
const batchSize = 500

export interface InferredBatch {
  /** Position of the first image within the selection. */
  start: number
  labels: Uint8Array
  /** [images × classes] */
  logits: Float32Array
}

/** Runs images through a model batch by batch, letting the event loop turn in between. */
export async function* inferBatches(
  tf: Tensors,
  model: LayersModel,
  { images, positions }: ImageSelection,
  imageShape: Dataset['imageShape'],
  normalization: Normalization,
): AsyncGenerator<InferredBatch> {
  for (let start = 0; start < positions.length; start += batchSize) {
    const part = positions.subarray(start, start + batchSize)
    const logits = tf.tidy(() => {
      const pixels = imageTensor(tf, { images, positions: part }, imageShape)
      const output = model.apply(normalizeImages(tf, pixels, normalization)) as Tensor2D
      return output.dataSync<'float32'>()
    })
    const labels = Uint8Array.from(part, (position) => images.labels[position] ?? 0)
    yield { start, labels, logits }
    await nextTurn()
  }
}
