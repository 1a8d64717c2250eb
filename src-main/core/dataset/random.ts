/**
 * Random numbers from a seed: xoshiro128** 1.1 by Blackman and Vigna
 * (“Scrambled linear pseudorandom number generators”, 2021), its state filled by
 * a splitmix with MurmurHash3's finaliser. The same seed gives the same numbers
 * on every machine.
 */
export class Random {
  private readonly state = new Uint32Array(4)

  constructor(seed: number) {
    let mixer = seed >>> 0
    for (let i = 0; i < 4; i += 1) {
      mixer = (mixer + 0x9e3779b9) >>> 0
      let word = mixer
      word = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
      word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35)
      this.state[i] = word ^ (word >>> 16)
    }
  }

  /** A whole number in 0…2³²−1. */
  nextUint32(): number {
    const s = this.state
    const [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = s
    const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0
    s[2] = s2 ^ s0
    s[3] = s3 ^ s1
    s[1] = s1 ^ (s[2] ?? 0)
    s[0] = s0 ^ (s[3] ?? 0)
    s[2] = (s[2] ?? 0) ^ (s1 << 9)
    s[3] = rotateLeft(s[3] ?? 0, 11)
    return result
  }

  /** In 0 (included) … 1 (not included). */
  next(): number {
    return this.nextUint32() / 2 ** 32
  }

  /** A whole number in 0 … limit − 1. */
  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low)
  }
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits))
}

/** Fisher–Yates, in place. */
export function shuffle(values: Uint32Array, random: Random): Uint32Array {
  for (let i = values.length - 1; i > 0; i -= 1) {
    const j = random.below(i + 1)
    const held = values[i] ?? 0
    values[i] = values[j] ?? 0
    values[j] = held
  }
  return values
}

/** A seed for one purpose out of a run's seed: streams of different purposes never meet. */
export function deriveSeed(seed: number, purpose: string): number {
  let hash = 0x811c9dc5 ^ seed
  for (const character of purpose) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  }
  return (hash >>> 0) & 0x7fffffff
}
