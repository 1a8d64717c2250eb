/** What a curve is drawn from: one entry a bucket of neighbouring points. */
export interface CurveColumns {
  length: number
  /** Steps and epochs of each bucket's last point. */
  step: Float64Array
  epoch: Float64Array
  min: Float64Array
  max: Float64Array
  mean: Float64Array
}

const columns = ['step', 'epoch', 'min', 'max', 'mean', 'count'] as const
type Column = (typeof columns)[number]

/**
 * The points of one curve in bounded memory. Points gather in buckets that keep smallest, largest
 * and mean; when the buckets run out, neighbours are merged and new buckets take twice as many
 * points. So no peak is lost, and the whole run stays equally dense however long it gets.
 */
export class SeriesBuffer {
  private data: Record<Column, Float64Array>
  private size = 0
  private pointsPerBucket = 1
  private changes = 0
  private lastValue = Number.NaN

  /** @param capacity largest number of buckets, even */
  constructor(
    private readonly capacity = 1_024,
    initial = 256,
  ) {
    const length = Math.min(initial, capacity)
    this.data = Object.fromEntries(
      columns.map((column) => [column, new Float64Array(length)]),
    ) as Record<Column, Float64Array>
  }

  get length(): number {
    return this.size
  }

  /** Value that came last, NaN before the first. */
  get last(): number {
    return this.lastValue
  }

  /** Step of the point that came last, −1 before the first. */
  get lastStep(): number {
    return this.size > 0 ? (this.data.step[this.size - 1] ?? -1) : -1
  }

  /** Buckets from the first that no further point goes into; merging may still change them. */
  get settled(): number {
    const open = this.size > 0 && (this.data.count[this.size - 1] ?? 0) < this.pointsPerBucket
    return open ? this.size - 1 : this.size
  }

  /** Another one where settled buckets were merged or cleared: what was drawn of them is outdated. */
  get revision(): number {
    return this.changes
  }

  /** Bytes held, for the test of boundedness. */
  get bytes(): number {
    return columns.reduce((sum, column) => sum + this.data[column].byteLength, 0)
  }

  /**
   * Takes a point. Points that are not after the last are left out: history and live points
   * overlap where a view is opened in mid-run. So are values that cannot be drawn.
   */
  append(step: number, epoch: number, value: number): void {
    if (step <= this.lastStep || !Number.isFinite(value)) return
    this.lastValue = value
    const open = this.size - 1
    const { data } = this
    if (open >= 0 && (data.count[open] ?? 0) < this.pointsPerBucket)
      this.extend(open, step, epoch, value)
    else this.begin(step, epoch, value)
  }

  clear(): void {
    this.size = 0
    this.changes++
    this.pointsPerBucket = 1
    this.lastValue = Number.NaN
  }

  /** The curve so far; views of the buffer, valid until the next point. */
  view(): CurveColumns {
    const part = (column: Column) => this.data[column].subarray(0, this.size)
    return {
      length: this.size,
      step: part('step'),
      epoch: part('epoch'),
      min: part('min'),
      max: part('max'),
      mean: part('mean'),
    }
  }

  private extend(at: number, step: number, epoch: number, value: number): void {
    const { data } = this
    const count = (data.count[at] ?? 0) + 1
    data.step[at] = step
    data.epoch[at] = epoch
    data.min[at] = Math.min(data.min[at] ?? value, value)
    data.max[at] = Math.max(data.max[at] ?? value, value)
    data.mean[at] = (data.mean[at] ?? 0) + (value - (data.mean[at] ?? 0)) / count
    data.count[at] = count
  }

  private begin(step: number, epoch: number, value: number): void {
    if (this.size === this.capacity) this.merge()
    else if (this.size === this.data.step.length) this.grow()
    const { data, size } = this
    data.step[size] = step
    data.epoch[size] = epoch
    data.min[size] = data.max[size] = data.mean[size] = value
    data.count[size] = 1
    this.size = size + 1
  }

  private grow(): void {
    for (const column of columns) {
      const wider = new Float64Array(Math.min(this.capacity, this.data[column].length * 2))
      wider.set(this.data[column])
      this.data[column] = wider
    }
  }

  private merge(): void {
    const { step, epoch, min, max, mean, count } = this.data
    const half = this.size >> 1
    for (let into = 0; into < half; into++) {
      const [one, other] = [2 * into, 2 * into + 1]
      const [first, second] = [count[one] ?? 0, count[other] ?? 0]
      step[into] = step[other] ?? 0
      epoch[into] = epoch[other] ?? 0
      min[into] = Math.min(min[one] ?? 0, min[other] ?? 0)
      max[into] = Math.max(max[one] ?? 0, max[other] ?? 0)
      mean[into] = ((mean[one] ?? 0) * first + (mean[other] ?? 0) * second) / (first + second)
      count[into] = first + second
    }
    this.size = half
    this.changes++
    this.pointsPerBucket *= 2
  }
}
