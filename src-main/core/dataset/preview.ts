import type { AugmentationPreview } from '#contract/dataset'
import { WorkbenchError } from '#contract/problem'
import type { Tensors } from '../native/tensorflow'
import { augmentImages } from './augmentation'
import { imageTensor } from './batch'
import { defaultSplit } from './samples'
import type { Dataset } from './types'

/**
 * Images of the training split after one draw of the augmentation, as bytes, in the order asked.
 * @throws WorkbenchError `dataset.noSuchImage`
 */
export function previewAugmentation(
  tf: Tensors,
  dataset: Dataset,
  { indices, augmentation, seed }: AugmentationPreview,
): Uint8Array<ArrayBuffer> {
  const { images, positions } = defaultSplit(dataset, 'train')
  const chosen = Uint32Array.from(indices, (index) => {
    const position = positions[index]
    if (position === undefined)
      throw new WorkbenchError('dataset.noSuchImage', `There is no training image ${index}.`, {
        index,
      })
    return position
  })
  return tf.tidy(() => {
    const batch = imageTensor(tf, { images, positions: chosen }, dataset.imageShape)
    return Uint8Array.from(augmentImages(tf, batch, augmentation, seed, 0).round().dataSync())
  })
}
