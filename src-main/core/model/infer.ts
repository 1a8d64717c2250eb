import { setImmediate as nextTurn } from 'node:timers/promises'
import type { LayersModel, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import type { Normalization } from '#contract/experiment-spec'
import { normalizeImages } from '../dataset/batch'
import { gatherPixels } from '../dataset/samples'
import { imageBytes, type Dataset, type ImageSelection } from '../dataset/types'
import type { Tensors } from '../native/tensorflow'

/** Large enough for full speed, small enough that commands are heard within a fraction of a second. */
export const inferenceBatch = 1_000

/**
 * What a trained network says of at most `inferenceBatch` images.
 * @param pixels bytes of the images, one after another
 * @returns logits [count × classes]
 */
export type Classifier = (pixels: Uint8Array, count: number) => Float32Array

export interface InferredBatch {
  /** Position of the first image within the selection. */
  start: number
  labels: Uint8Array
  /** [images × classes] */
  logits: Float32Array
}

/** A model operation by operation. */
export function modelClassifier(
  tf: Tensors,
  model: LayersModel,
  imageShape: Dataset['imageShape'],
  normalization: Normalization,
): Classifier {
  return (pixels, count) =>
    tf.tidy(() => {
      const images = tf.tensor4d(new Float32Array(pixels), [count, ...imageShape])
      return classifyImages(tf, model, images, normalization).dataSync<'float32'>()
    })
}

/** @param images [N, height, width, channels], pixels 0 … 255; @returns logits [N, classes] */
export function classifyImages(
  tf: Tensors,
  model: LayersModel,
  images: Tensor4D,
  normalization: Normalization,
): Tensor2D {
  return model.apply(normalizeImages(tf, images, normalization)) as Tensor2D
}

/** Runs images through a classifier batch by batch, letting the event loop turn in between. */
export async function* inferBatches(
  classify: Classifier,
  { images, positions }: ImageSelection,
  imageShape: Dataset['imageShape'],
): AsyncGenerator<InferredBatch> {
  for (let start = 0; start < positions.length; start += inferenceBatch) {
    const part = positions.subarray(start, start + inferenceBatch)
    const pixels = gatherPixels({ images, positions: part }, imageBytes({ imageShape }))
    const logits = classify(pixels, part.length)
    const labels = Uint8Array.from(part, (position) => images.labels[position] ?? 0)
    yield { start, labels, logits }
    await nextTurn()
  }
}
