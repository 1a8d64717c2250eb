import type { Work } from '../types'

/** Hands on the results of pieces in the pieces' order, and reports how many there are. */
export class ResultsInOrder {
  private readonly pieces: number
  private readonly work: Work
  private readonly deliver: (result: unknown) => void
  private readonly early = new Map<number, unknown>()
  private delivered = 0

  constructor(pieces: number, work: Work, deliver: (result: unknown) => void) {
    this.pieces = pieces
    this.work = work
    this.deliver = deliver
  }

  get complete(): boolean {
    return this.delivered === this.pieces
  }

  add(piece: number, result: unknown): void {
    this.early.set(piece, result)
    const done = this.delivered + this.early.size
    while (this.early.has(this.delivered)) {
      this.deliver(this.early.get(this.delivered))
      this.early.delete(this.delivered)
      this.delivered += 1
    }
    this.work.report(done / this.pieces)
  }
}
