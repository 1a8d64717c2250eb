// Runs in worker threads from the sources too: see threads.ts on its imports.
/** Up to here moving keys one by one costs less than counting levels. Measured. */
const longestInsertion = 24

/** Sorts keys by their level, the bits from 2²² on, from 255 downwards. */
export class LevelSort {
  /** [256]: how many keys a level has, then where its next key goes */
  private readonly counts = new Int32Array(256)
  private readonly sorted: Int32Array

  /** @param longest most keys there will be */
  constructor(longest: number) {
    this.sorted = new Int32Array(longest)
  }

  /** @returns the first `count` keys, sorted, in an array that the next call may overwrite */
  sort(keys: Int32Array, count: number): Int32Array {
    return count <= longestInsertion ? sortByInsertion(keys, count) : this.sortByCounts(keys, count)
  }

  private sortByCounts(keys: Int32Array, count: number): Int32Array {
    const { counts, sorted } = this
    for (let i = 0; i < count; i += 1) {
      const level = (keys[i] ?? 0) >> 22
      counts[level] = (counts[level] ?? 0) + 1
    }
    let filled = 0
    for (let level = 255; level >= 0; level -= 1) {
      const of = counts[level] ?? 0
      counts[level] = filled
      filled += of
    }
    for (let i = 0; i < count; i += 1) {
      const key = keys[i] ?? 0
      const to = counts[key >> 22] ?? 0
      sorted[to] = key
      counts[key >> 22] = to + 1
    }
    counts.fill(0)
    return sorted
  }
}

function sortByInsertion(keys: Int32Array, count: number): Int32Array {
  for (let i = 1; i < count; i += 1) {
    const key = keys[i] ?? 0
    let j = i - 1
    while (j >= 0 && (keys[j] ?? 0) < key) {
      keys[j + 1] = keys[j] ?? 0
      j -= 1
    }
    keys[j + 1] = key
  }
  return keys
}
