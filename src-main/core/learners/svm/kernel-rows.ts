import type { Tensor2D } from '@tensorflow/tfjs'
import type { Tensors } from '../../native/tensorflow'
import type { Pace } from '../pace'
import { classRange, type ClassSamples } from './class-samples'
import { kernelBlock, leftRows, rightRows, type Kernel } from './kernel'

/** Rows of one product: enough for its full speed, few enough to last some ten milliseconds. */
export const tileRows = 128

/**
 * Kernel values between a sample and all samples of one class: a segment of its kernel row.
 * Segments are computed in blocks by native products and kept, the most recently used, within a
 * limit. A sample's segment of its own class serves every pair that its class is in.
 */
export class KernelRows {
  /** By sample and class, the longest unused first. */
  private readonly held = new Map<number, Float32Array>()
  private readonly vacant: Float32Array[] = []
  private allocated = 0
  /** By class, made when first wanted. */
  private readonly columns: (Tensor2D | undefined)[] = []
  private readonly segmentLength: number

  /** @param limit how many segments may be held */
  constructor(
    private readonly tf: Tensors,
    readonly samples: ClassSamples,
    private readonly kernel: Kernel,
    readonly limit: number,
  ) {
    this.segmentLength = longestSegment(samples)
  }

  /**
   * Makes sure that the segments of these samples (all of one class) with the class are held;
   * together with those of calls before they have to fit within the limit.
   */
  async provide(samples: readonly number[], column: number, pace: Pace): Promise<void> {
    const missing: number[] = []
    for (const sample of samples) {
      const key = this.key(sample, column)
      const segment = this.held.get(key)
      if (!segment) missing.push(sample)
      else {
        this.held.delete(key)
        this.held.set(key, segment)
      }
    }
    for (let start = 0; start < missing.length; start += tileRows) {
      this.compute(missing.slice(start, start + tileRows), column)
      await pace.breathe()
    }
  }

  /** Whether so many more segments can be held without giving one up. */
  hasRoom(count: number): boolean {
    return this.vacant.length + this.limit - this.allocated >= count
  }

  /** [samples of the class]; the rest of a segment is not to be read. */
  segment(sample: number, column: number): Float32Array {
    const segment = this.held.get(this.key(sample, column))
    if (!segment) throw new Error('This segment of the kernel is not held.')
    return segment
  }

  /** Gives up the segments of one class's samples with a class: their memory serves others. */
  forget(samplesOf: number, column: number): void {
    const [start, size] = classRange(this.samples, samplesOf)
    for (let sample = start; sample < start + size; sample += 1) {
      const key = this.key(sample, column)
      const segment = this.held.get(key)
      if (segment) this.vacant.push(segment)
      this.held.delete(key)
    }
  }

  dispose(): void {
    for (const tensor of this.columns) tensor?.dispose()
    this.columns.length = 0
    this.held.clear()
    this.vacant.length = 0
  }

  private key(sample: number, column: number): number {
    return sample * this.samples.labels.length + column
  }

  private compute(samples: readonly number[], column: number): void {
    const { images, order } = this.samples
    const [, size] = classRange(this.samples, column)
    const positions = samples.map((sample) => order[sample] as number)
    const right = this.columnRows(column)
    const block = this.tf.tidy(() =>
      kernelBlock(
        this.tf,
        this.kernel,
        leftRows(this.tf, this.kernel, { ...images, positions }),
        right,
      ),
    )
    const values = block.dataSync()
    block.dispose()
    samples.forEach((sample, row) => {
      const segment = this.vacancy()
      segment.set(values.subarray(row * size, (row + 1) * size))
      this.held.set(this.key(sample, column), segment)
    })
  }

  private columnRows(column: number): Tensor2D {
    const { images, order } = this.samples
    const [start, size] = classRange(this.samples, column)
    const positions = order.subarray(start, start + size)
    return (this.columns[column] ??= rightRows(this.tf, this.kernel, { ...images, positions }))
  }

  private vacancy(): Float32Array {
    const vacant = this.vacant.pop()
    if (vacant) return vacant
    if (this.allocated < this.limit) {
      this.allocated += 1
      return new Float32Array(this.segmentLength)
    }
    for (const [key, segment] of this.held) {
      this.held.delete(key)
      return segment
    }
    throw new Error('No segment of the kernel may be held.')
  }
}

/** Values of the longest segment: the size of the largest class. */
export function longestSegment(samples: ClassSamples): number {
  return Math.max(...Array.from(samples.labels, (_, index) => classRange(samples, index)[1]))
}
