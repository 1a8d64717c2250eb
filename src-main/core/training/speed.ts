/** Seconds of training over which the current speed is told. */
const windowSeconds = 5

interface Mark {
  seconds: number
  images: number
}

/** Training speed, over the whole run and of late; both in training time, pauses left out. */
export class Speed {
  private marks: Mark[] = [{ seconds: 0, images: 0 }]
  private images = 0

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

  get average(): number | null {
    const last = this.marks.at(-1)
    return last && last.seconds > 0 ? last.images / last.seconds : null
  }
}
