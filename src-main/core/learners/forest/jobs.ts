// Runs in worker threads from the sources too: see threads.ts on its imports.
import { TreeGrower, type Growth } from './grow-tree.ts'
import { PixelPermuter, type Permutation } from './permute-pixels.ts'

/** Work that comes in numbered pieces; each kind makes itself ready once for a thread. */
export const jobs = {
  /** Piece: a tree. */
  growth(growth: Growth) {
    const grower = new TreeGrower(growth)
    return (tree: number) => grower.grow(tree)
  },
  /** Piece: a block of images in one repeat. */
  permutation(permutation: Permutation) {
    const permuter = new PixelPermuter(permutation)
    return (piece: number) => permuter.measure(piece)
  },
}

type Jobs = typeof jobs
export type JobKind = keyof Jobs
export type JobInput<Kind extends JobKind> = Parameters<Jobs[Kind]>[0]
export type JobResult<Kind extends JobKind> = ReturnType<ReturnType<Jobs[Kind]>>

/** What a thread begins with. */
export type Order = {
  [Kind in JobKind]: { kind: Kind; input: JobInput<Kind>; pieces: number; taken: Int32Array }
}[JobKind]

/** Makes a job ready whose kind is known only when it runs. */
export function prepareJob(order: Order): (piece: number) => JobResult<JobKind> {
  switch (order.kind) {
    case 'growth':
      return jobs.growth(order.input)
    case 'permutation':
      return jobs.permutation(order.input)
  }
}
