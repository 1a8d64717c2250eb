import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import { isAugmented, type Augmentation } from '#contract/augmentation'
import { nativeOperations } from '../native/operations'
import type { Tensors } from '../native/tensorflow'
import { drawUniform, type DrawStep } from './draws'

/**
 * Turns and shifts each image of a batch by an amount of its own.
 * @param images [N, height, width, channels], black being 0
 */
export function augmentImages(
  tf: Tensors,
  images: Tensor4D,
  augmentation: Augmentation,
  seed: number,
  step: DrawStep,
): Tensor4D {
  if (!isAugmented(augmentation)) return images
  const [count, height, width] = images.shape
  return tf.tidy(() => {
    const transforms = drawTransforms(tf, count, [height, width], augmentation, seed, step)
    return transformImages(tf, images, transforms)
  })
}

/**
 * Moves each image by a transform of its own, bilinearly, with black coming in from outside: one
 * native operation for the whole batch. tfjs's own `transform` is not registered for the native
 * backend.
 * @param transforms [N, 8] as `turnsAndShifts` gives them
 */
export function transformImages(tf: Tensors, images: Tensor4D, transforms: Tensor2D): Tensor4D {
  const [, height, width] = images.shape
  const native = nativeOperations(tf)
  if (!native) return tf.tidy(() => transformOneByOne(tf, images, transforms))
  return tf.tidy(() => {
    const result = native.one(
      'ImageProjectiveTransformV3',
      [
        native.type('dtype', 'float32'),
        native.text('interpolation', 'BILINEAR'),
        native.text('fill_mode', 'CONSTANT'),
      ],
      [images, transforms, tf.tensor1d([height, width], 'int32'), tf.scalar(0)],
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

/** Draws a turn about its middle and a shift after it for each of `count` images: [count, 8]. */
export function drawTransforms(
  tf: Tensors,
  count: number,
  size: readonly [number, number],
  { rotationDegrees, shiftPixels }: Augmentation,
  seed: number,
  step: DrawStep,
): Tensor2D {
  return tf.tidy(() => {
    const [turn, right, down] = drawUniform(tf, [3, count], seed, step).mul(2).sub(1).unstack()
    if (!turn || !right || !down) throw new Error('Too few numbers were drawn.')
    return turnsAndShifts(
      tf,
      size,
      turn.mul(rotationDegrees) as Tensor1D,
      right.mul(shiftPixels) as Tensor1D,
      down.mul(shiftPixels) as Tensor1D,
    )
  })
}

/**
 * A row [a0, a1, a2, b0, b1, b2, 0, 0] for each turn (clockwise as one sees it) and shift (pixels
 * right and down). It maps the point (x, y) of the result to
 * (a0·x + a1·y + a2, b0·x + b1·y + b2) of the source.
 */
export function turnsAndShifts(
  tf: Tensors,
  [height, width]: readonly [number, number],
  degrees: Tensor1D,
  right: Tensor1D,
  down: Tensor1D,
): Tensor2D {
  return tf.tidy(() => {
    const angle = degrees.mul(Math.PI / 180)
    const [cosine, sine] = [angle.cos(), angle.sin()]
    const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2]
    const [x, y] = [right.add(middleX), down.add(middleY)]
    const offsetX = cosine.mul(x).add(sine.mul(y)).neg().add(middleX)
    const offsetY = sine.mul(x).sub(cosine.mul(y)).add(middleY)
    const zero = tf.zerosLike(cosine)
    return tf.stack([cosine, sine, offsetX, sine.neg(), cosine, offsetY, zero, zero], 1) as Tensor2D
  })
}
