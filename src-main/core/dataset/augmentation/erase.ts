import type { Tensor, Tensor4D } from '@tensorflow/tfjs'
import type { Tensors } from '../../native/tensorflow'
import { drawUniform, type DrawStep } from '../draws'
import { deriveSeed } from '../random'

/** The paper's: how many images are touched, the least share of one, and the flattest rectangle. */
const probability = 0.5
const leastShare = 0.02
const leastAspect = 0.3

/**
 * Covers a rectangle of every second image, in the mean, with uniform noise: Zhong, Zheng, Kang, Li
 * and Yang, “Random erasing data augmentation”, 2020. Where the paper draws again because a
 * rectangle does not fit, it is cut to the image here: a graph has no second try.
 * @param images [N, height, width, channels], 0 … 255
 * @param percent largest share of an image that is covered; 0 leaves the images as they are
 */
export function eraseRectangles(
  tf: Tensors,
  images: Tensor4D,
  percent: number,
  seed: number,
  step: DrawStep,
): Tensor4D {
  if (percent === 0) return images
  return tf.tidy(() => {
    const inside = drawRectangles(tf, images.shape, percent / 100, deriveSeed(seed, 'erase'), step)
    const noise = drawUniform(tf, images.shape, deriveSeed(seed, 'erase/noise'), step).mul(255)
    // What is outside stays bit for bit: it is multiplied by 1 and gains 0.
    return images.mul(tf.scalar(1).sub(inside)).add(noise.mul(inside))
  })
}

/** 1 inside of each image's rectangle, 0 outside: [N, height, width, 1]. */
function drawRectangles(
  tf: Tensors,
  [count, height, width]: Tensor4D['shape'],
  share: number,
  seed: number,
  step: DrawStep,
): Tensor {
  const draws = drawUniform(tf, [5, count, 1], seed, step).unstack()
  const [coin, size, shape, down, right] = draws
  if (!coin || !size || !shape || !down || !right) throw new Error('Too few numbers were drawn.')
  const least = Math.min(leastShare, share)
  const area = size
    .mul(share - least)
    .add(least)
    .mul(height * width)
  const aspect = shape.mul(1 / leastAspect - leastAspect).add(leastAspect)
  // Whole pixels, rounded down: never more than the share.
  const rows = area.mul(aspect).sqrt().floor().minimum(height)
  const columns = area.div(aspect).sqrt().floor().minimum(width)
  const touched = coin.less(probability).toFloat()
  const vertical = span(tf, height, rows.mul(touched), down).reshape([count, height, 1, 1])
  const horizontal = span(tf, width, columns, right).reshape([count, 1, width, 1])
  return vertical.mul(horizontal)
}

/**
 * 1 on `length` pixels of a line, 0 on the others: [N, size].
 * @param draw where they begin, from 0 at the start to 1 at the last place where they fit
 */
function span(tf: Tensors, size: number, length: Tensor, draw: Tensor): Tensor {
  const first = draw.mul(length.neg().add(size + 1)).floor()
  const places = tf.range(0, size)
  return places
    .greaterEqual(first)
    .logicalAnd(places.less(first.add(length)))
    .toFloat()
}
