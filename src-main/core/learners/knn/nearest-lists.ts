/** Nearest images found so far, for each of several: sorted by distance, equal ones by index. */
export class NearestLists {
  /** [queries × length], in the measure of whoever fills it; Infinity where none is found yet */
  readonly measures: Float64Array
  /** [queries × length] */
  readonly indices: Int32Array

  constructor(
    readonly queries: number,
    readonly length: number,
  ) {
    this.measures = new Float64Array(queries * length).fill(Infinity)
    this.indices = new Int32Array(queries * length).fill(0x7fffffff)
  }

  /** What nothing may exceed that still comes into the list. */
  limit(query: number): number {
    return this.measures[(query + 1) * this.length - 1] ?? Infinity
  }

  /** Puts an image in its place, unless it is too far or there already. */
  insert(query: number, measure: number, index: number) {
    const { measures, indices, length } = this
    const first = query * length
    let place = first + length
    while (place > first) {
      const before = measures[place - 1] ?? 0
      if (before < measure) break
      if (before === measure) {
        const known = indices[place - 1] ?? 0
        if (known === index) return
        if (known < index) break
      }
      place--
    }
    const last = first + length - 1
    if (place > last) return
    measures.copyWithin(place + 1, place, last)
    indices.copyWithin(place + 1, place, last)
    measures[place] = measure
    indices[place] = index
  }

  /** Forgets what one list holds. */
  clear(query: number) {
    const first = query * this.length
    this.measures.fill(Infinity, first, first + this.length)
    this.indices.fill(0x7fffffff, first, first + this.length)
  }
}
