/** Seconds of training over which the current speed is told. */
const windowSeconds = 5

export interface Mark {
  seconds: number
  images: number
}

/** Training speed, over the whole run and of late; both in training time, pauses left out. */
export class Speed {
  private marks: Mark[]
  private images: number

  /** @param start images and seconds of a run that goes on */
  constructor(start: Mark = { seconds: 0, images: 0 }) {
    this.marks = [start]
    this.images = start.images
  }

  /** @param seconds of training so far, these images included */
  add(images: number, seconds: number) {
    this.images += images
    this.marks.push({ seconds, images: this.images })
    while (this.marks.length > 2 && seconds - (this.marks[1]?.seconds ?? 0) >= windowSeconds)
      this.marks.shift()
  }

  /** Images a second of late; null before the first step. */
  get current(): number | null {
    const [first, last] = [this.marks.at(0), this.marks.at(-1)]
    if (!first || !last || last.seconds <= first.seconds) return null
    return (last.images - first.images) / (last.seconds - first.seconds)
  }

  /** Images so far. */
  get total(): number {
    return this.images
  }

  get average(): number | null {
    const last = this.marks.at(-1)
    return last && last.seconds > 0 ? last.images / last.seconds : null
  }
}
