import type { Tensor2D } from '@tensorflow/tfjs'
import { WorkbenchError } from '#contract/problem'
import { matrixProduct } from '../../native/matrix-product'
import type { Tensors } from '../../native/tensorflow'
import { Pace } from '../pace'
import type { LearnerAnswer, LearningImages, Work } from '../types'
import { classPairs } from './class-samples'
import { kernelBlock, leftRows, rightRows, type ImageRows } from './kernel'
import { coefficientRow, supportStarts, type FittedSvm } from './model'
import { countVotes, coupleVotes } from './votes'

export type ImagesToJudge = Pick<LearningImages, 'count' | 'features' | 'pixels'>

/** Kernel values of one tile, as floats: some tens of milliseconds' work. Fewer pack the vectors too often. */
const tileValues = 2 ** 22
/** Images of one tile, however few the vectors: their pixels become floats together. */
const mostRows = 4_000

/**
 * A fitted machine made ready: its support vectors and a dense matrix of coefficients lie in
 * TensorFlow, so that a tile of images takes two products. Call `dispose` when done.
 */
export class SvmPredictor {
  private readonly vectors: Tensor2D
  private readonly weights: Tensor2D
  private readonly pairs: number

  constructor(
    private readonly tf: Tensors,
    private readonly model: FittedSvm,
  ) {
    const { supportVectors, supportImages, features, kernel, labels } = model
    const positions = Array.from(supportImages.keys())
    this.pairs = classPairs(labels.length).length
    this.vectors = rightRows(tf, kernel, { pixels: supportVectors, features, positions })
    this.weights = tf.tensor2d(denseCoefficients(model), [supportImages.length, this.pairs])
  }

  /**
   * @returns [images × pairs] decisions
   * @throws WorkbenchError for images of another size; the signal's reason where it is aborted
   */
  async decisions(images: ImagesToJudge, work: Work): Promise<Float32Array> {
    const decisions = new Float32Array(images.count * this.pairs)
    await this.eachTile(images, work, (start, ofTile) => decisions.set(ofTile, start * this.pairs))
    return decisions
  }

  /** What the machine says of images, see `countVotes` and `coupleVotes`; throws as `decisions`. */
  async predict(images: ImagesToJudge, work: Work): Promise<LearnerAnswer> {
    const { labels, classes, platt } = this.model
    const predicted = new Uint8Array(images.count)
    const probabilities = new Float32Array(images.count * classes)
    await this.eachTile(images, work, (start, ofTile) => {
      for (let row = 0; row * this.pairs < ofTile.length; row += 1) {
        const image = start + row
        const decisions = ofTile.subarray(row * this.pairs, (row + 1) * this.pairs)
        const vote = platt
          ? coupleVotes(decisions, labels.length, platt)
          : countVotes(decisions, labels.length)
        predicted[image] = labels[vote.winner] as number
        vote.probabilities.forEach((probability, index) => {
          probabilities[image * classes + (labels[index] as number)] = probability
        })
      }
    })
    return { predicted, probabilities }
  }

  dispose(): void {
    this.tf.dispose([this.vectors, this.weights])
  }

  /** @param take gets [images of the tile × pairs] decisions, and where the tile begins */
  private async eachTile(
    images: ImagesToJudge,
    work: Work,
    take: (start: number, decisions: Float32Array) => void,
  ): Promise<void> {
    const { model } = this
    if (images.features !== model.features)
      throw new WorkbenchError(
        'svm.imageSize',
        `The machine knows images of ${model.features} pixels, and these have ${images.features}.`,
        { expected: model.features, found: images.features },
      )
    const pace = new Pace(work)
    const rows = Math.floor(tileValues / model.supportImages.length)
    const tile = Math.min(mostRows, Math.max(1, rows))
    for (let start = 0; start < images.count; start += tile) {
      const size = Math.min(tile, images.count - start)
      const positions = Array.from({ length: size }, (_, index) => start + index)
      take(start, this.tileDecisions({ ...images, positions }))
      await pace.breathe((start + size) / images.count)
    }
  }

  private tileDecisions(rows: ImageRows): Float32Array {
    const { tf, model, pairs } = this
    const products = tf.tidy(() => {
      const left = leftRows(tf, model.kernel, rows)
      return matrixProduct(tf, kernelBlock(tf, model.kernel, left, this.vectors), this.weights)
    })
    const values = products.dataSync<'float32'>()
    products.dispose()
    return values.map((value, index) => value + (model.intercepts[index % pairs] as number))
  }
}

/** [support vectors × pairs], 0 where a vector takes no part in a pair. */
export function denseCoefficients(model: FittedSvm): Float32Array {
  const { labels, coefficients, supportImages } = model
  const vectors = supportImages.length
  const starts = supportStarts(model)
  const pairs = classPairs(labels.length)
  const dense = new Float32Array(vectors * pairs.length)
  pairs.forEach(([first, second], pair) => {
    const copy = (ofClass: number, other: number) => {
      const from = coefficientRow(ofClass, other) * vectors
      for (let v = starts[ofClass] as number; v < (starts[ofClass + 1] as number); v += 1)
        dense[v * pairs.length + pair] = coefficients[from + v] as number
    }
    copy(first, second)
    copy(second, first)
  })
  return dense
}
