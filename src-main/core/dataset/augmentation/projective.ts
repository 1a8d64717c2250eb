import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import type { Augmentation } from '#contract/augmentation'
import { nativeOperations } from '../../native/operations'
import type { Tensors } from '../../native/tensorflow'
import { drawUniform, type DrawStep } from '../draws'
import { deriveSeed } from '../random'

type Moved = Pick<Augmentation, 'rotationDegrees' | 'shiftPixels' | 'scalePercent' | 'shearDegrees'>

/** Turns, slants, scales and shifts each image of a batch by amounts of its own, in one resampling. */
export function moveImages(
  tf: Tensors,
  images: Tensor4D,
  augmentation: Moved,
  seed: number,
  step: DrawStep,
): Tensor4D {
  const { rotationDegrees, shiftPixels, scalePercent, shearDegrees } = augmentation
  if (Math.max(rotationDegrees, shiftPixels, scalePercent, shearDegrees) === 0) return images
  const [count, height, width] = images.shape
  return tf.tidy(() => {
    const rows = drawTransforms(tf, count, [height, width], augmentation, seed, step)
    return transformImages(tf, images, rows)
  })
}

/**
 * Moves each image by a transform of its own, bilinearly, with black coming in from outside: one
 * native operation for the whole batch. tfjs's own `transform` is not registered for the native
 * backend.
 * @param transforms [N, 8] as `transformRows` gives them
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

/** Draws the moves of each of `count` images: rows [count, 8] as `transformRows` gives them. */
export function drawTransforms(
  tf: Tensors,
  count: number,
  size: readonly [number, number],
  { rotationDegrees, shiftPixels, scalePercent, shearDegrees }: Moved,
  seed: number,
  step: DrawStep,
): Tensor2D {
  return tf.tidy(() => {
    const signed = (shape: number[], seedOfKind: number) =>
      drawUniform(tf, shape, seedOfKind, step).mul(2).sub(1)
    const [turn, right, down] = signed([3, count], seed).unstack()
    if (!turn || !right || !down) throw new Error('Too few numbers were drawn.')
    const moves: Moves = {
      degrees: turn.mul(rotationDegrees),
      right: right.mul(shiftPixels),
      down: down.mul(shiftPixels),
    }
    if (scalePercent > 0)
      moves.scale = signed([count], deriveSeed(seed, 'scale'))
        .mul(scalePercent / 100)
        .add(1)
    if (shearDegrees > 0) moves.slant = signed([count], deriveSeed(seed, 'shear')).mul(shearDegrees)
    return transformRows(tf, size, moves)
  })
}

/** What is done to each image, in this order: [count] each. */
export interface Moves {
  /** Size in relation to what it was, about the middle. */
  scale?: Tensor1D
  /** Upright lines lean by so many degrees, their upper end to the left. */
  slant?: Tensor1D
  /** Turn about the middle, clockwise as one sees it. */
  degrees: Tensor1D
  /** Pixels. */
  right: Tensor1D
  down: Tensor1D
}

/**
 * A row [a0, a1, a2, b0, b1, b2, 0, 0] for each image. It maps the point (x, y) of the result to
 * (a0·x + a1·y + a2, b0·x + b1·y + b2) of the source, and so undoes the moves, the last one first.
 */
export function transformRows(
  tf: Tensors,
  [height, width]: readonly [number, number],
  { scale, slant, degrees, right, down }: Moves,
): Tensor2D {
  return tf.tidy(() => {
    const angle = degrees.mul(Math.PI / 180)
    const [cosine, sine] = [angle.cos(), angle.sin()]
    let [a0, a1, b0, b1] = [cosine, sine, sine.neg(), cosine]
    if (slant) {
      const lean = slant.mul(Math.PI / 180).tan()
      ;[a0, a1] = [a0.sub(lean.mul(b0)), a1.sub(lean.mul(b1))]
    }
    if (scale) [a0, a1, b0, b1] = [a0.div(scale), a1.div(scale), b0.div(scale), b1.div(scale)]
    const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2]
    const [x, y] = [right.add(middleX), down.add(middleY)]
    const offsetX = a0.mul(x).add(a1.mul(y)).neg().add(middleX)
    const offsetY = b0.mul(x).add(b1.mul(y)).neg().add(middleY)
    const zero = tf.zerosLike(cosine)
    return tf.stack([a0, a1, offsetX, b0, b1, offsetY, zero, zero], 1) as Tensor2D
  })
}
