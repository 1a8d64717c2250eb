import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import type { Tensors } from '../../native/tensorflow'
import { drawUniform, type DrawStep } from '../draws'
import { deriveSeed } from '../random'

/** Deviation of the Gaussian that smooths the field, in pixels: the paper's for MNIST. */
const smoothness = 4

/**
 * Bends each image by a smooth random field of its own: Simard, Steinkraus and Platt, “Best
 * practices for convolutional neural networks applied to visual document analysis”, 2003. Each
 * pixel is taken from where its displacement points, bilinearly, with black outside.
 * @param images [N, height, width, channels]
 * @param pixels length of a displacement in the mean over all; 0 leaves the images as they are
 */
export function bendImages(
  tf: Tensors,
  images: Tensor4D,
  pixels: number,
  seed: number,
  step: DrawStep,
): Tensor4D {
  if (pixels === 0) return images
  const [count, height, width] = images.shape
  return tf.tidy(() => {
    const field = smoothField(tf, [2, count, height, width], deriveSeed(seed, 'elastic'), step)
    // The length of two independent normal components is √(π/2) deviations in the mean.
    return displace(tf, images, field.mul(pixels * Math.sqrt(2 / Math.PI)))
  })
}

/**
 * Uniform noise smoothed along both axes by products with a small matrix: a separable convolution
 * for the whole batch at once. Every number has a mean of 0 and a deviation of 1, also at the edges.
 * @param shape [2, N, height, width]
 */
function smoothField(
  tf: Tensors,
  shape: [number, number, number, number],
  seed: number,
  step: DrawStep,
): Tensor {
  const [, , height, width] = shape
  // Uniform numbers in −√3 … √3 have a deviation of 1.
  const noise = drawUniform(tf, [shape[0] * shape[1] * height, width], seed, step)
    .sub(0.5)
    .mul(2 * Math.sqrt(3))
  const along = noise.matMul(gaussians(tf, width)).reshape([-1, height, width])
  return gaussians(tf, height).transpose().matMul(along).reshape(shape)
}

/** [size, size]: in each column a Gaussian about its own place, of Euclidean length 1. */
function gaussians(tf: Tensors, size: number): Tensor2D {
  const columns = Array.from({ length: size }, (_, middle) => {
    const values = Array.from({ length: size }, (_, i) =>
      Math.exp(-((i - middle) ** 2) / (2 * smoothness ** 2)),
    )
    const length = Math.hypot(...values)
    return values.map((value) => value / length)
  })
  return tf.tensor2d(columns).transpose() as Tensor2D
}

/** @param field [2, N, height, width], how far down and to the right each pixel is taken from */
function displace(tf: Tensors, images: Tensor4D, field: Tensor): Tensor4D {
  const [count, height, width, channels] = images.shape
  // A border of black, so that no neighbour is ever outside.
  const bordered = tf.pad(
    images,
    [0, 1, 1, 0].map((each): [number, number] => [each, each]),
  )
  const [stride, area] = [width + 2, (height + 2) * (width + 2)]
  const last = tf.tensor4d([height, width], [2, 1, 1, 1])
  const place = field
    .add(places(tf, height, width))
    .maximum(0)
    .minimum(last.add(1))
  const corner = place.floor().minimum(last)
  const [down, right] = place.sub(corner).reshape([2, -1, 1]).unstack()
  const [row, column] = corner.unstack()
  if (!down || !right || !row || !column) throw new Error('The field has no two parts.')
  const first = tf.range(0, count * area, area, 'int32').reshape([count, 1, 1])
  const index = row.mul(stride).add(column).toInt().add(first).reshape([1, -1])
  const neighbours = tf.tensor2d([0, 1, stride, stride + 1], [4, 1], 'int32')
  // `gather` reads its indices back to check them; `gatherND` leaves that to TensorFlow.
  const values = tf.gatherND(
    bordered.reshape([-1, channels]),
    index.add(neighbours).reshape([4, -1, 1]),
  )
  const [upperLeft, upperRight, lowerLeft, lowerRight] = values.unstack()
  if (!upperLeft || !upperRight || !lowerLeft || !lowerRight) throw new Error('There are four.')
  const mix = (from: Tensor, to: Tensor, share: Tensor) => to.sub(from).mul(share).add(from)
  const upper = mix(upperLeft, upperRight, right)
  return mix(upper, mix(lowerLeft, lowerRight, right), down).reshape(images.shape)
}

/** [2, 1, height, width]: row and column of each pixel within the border. */
function places(tf: Tensors, height: number, width: number): Tensor4D {
  const rows = Array.from({ length: height * width }, (_, i) => Math.floor(i / width) + 1)
  const columns = Array.from({ length: height * width }, (_, i) => (i % width) + 1)
  return tf.tensor4d([...rows, ...columns], [2, 1, height, width])
}
