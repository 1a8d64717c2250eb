import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import type { Augmentation } from '#contract/recipe'
import { nativeOperations } from '../native/operations'
import type { Tensors } from '../native/tensorflow'
import type { Random } from './random'

export function isAugmented({ rotationDegrees, shiftPixels }: Augmentation): boolean {
  return rotationDegrees > 0 || shiftPixels > 0
}

/**
 * Turns and shifts each image of a batch by an amount of its own, bilinearly, with black coming in
 * from outside: one native operation for the whole batch. tfjs's own `transform` is not registered
 * for the native backend.
 * @param images [N, height, width, channels], black being 0
 * @param transforms [N × 8] as `drawTransforms` gives them
 */
export function transformImages(tf: Tensors, images: Tensor4D, transforms: Float32Array): Tensor4D {
  const [count, height, width] = images.shape
  return tf.tidy(() => {
    const matrices = tf.tensor2d(transforms, [count, 8])
    const native = nativeOperations(tf)
    if (!native) return transformOneByOne(tf, images, matrices)
    const result = native.one(
      'ImageProjectiveTransformV3',
      [
        native.type('dtype', 'float32'),
        native.text('interpolation', 'BILINEAR'),
        native.text('fill_mode', 'CONSTANT'),
      ],
      [images, matrices, tf.tensor1d([height, width], 'int32'), tf.scalar(0)],
    )
    return result as Tensor4D
  })
}

/** tfjs 4.22's JavaScript kernel returns after the first image of a batch and leaves the rest black. */
function transformOneByOne(tf: Tensors, images: Tensor4D, matrices: Tensor2D): Tensor4D {
  const [count] = images.shape
  const rows = tf.split<Tensor2D>(matrices, count)
  const single = tf.split(images, count) as Tensor4D[]
  const turned = single.map((image, i) =>
    tf.image.transform(image, rows[i] ?? matrices, 'bilinear', 'constant', 0),
  )
  return tf.concat4d(turned, 0)
}

/**
 * Draws for each image a turn about its middle and a shift after it. A row [a0, a1, a2, b0, b1, b2,
 * 0, 0] maps the point (x, y) of the result to (a0·x + a1·y + a2, b0·x + b1·y + b2) of the source.
 */
export function drawTransforms(
  count: number,
  [height, width]: readonly [number, number],
  { rotationDegrees, shiftPixels }: Augmentation,
  random: Random,
): Float32Array {
  const transforms = new Float32Array(count * 8)
  for (let i = 0; i < count; i += 1) {
    const degrees = random.between(-rotationDegrees, rotationDegrees)
    const shiftX = random.between(-shiftPixels, shiftPixels)
    const shiftY = random.between(-shiftPixels, shiftPixels)
    transforms.set(turnAndShift([height, width], degrees, shiftX, shiftY), i * 8)
  }
  return transforms
}

/** The row for one turn (clockwise as one sees it) and one shift (right and down). */
export function turnAndShift(
  [height, width]: readonly [number, number],
  degrees: number,
  shiftX: number,
  shiftY: number,
): number[] {
  const cosine = Math.cos((degrees * Math.PI) / 180)
  const sine = Math.sin((degrees * Math.PI) / 180)
  const middleX = (width - 1) / 2
  const middleY = (height - 1) / 2
  const x = middleX + shiftX
  const y = middleY + shiftY
  const offsetX = middleX - cosine * x - sine * y
  const offsetY = middleY + sine * x - cosine * y
  return [cosine, sine, offsetX, -sine, cosine, offsetY, 0, 0]
}
