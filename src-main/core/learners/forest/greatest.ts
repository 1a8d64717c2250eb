// Runs in worker threads from the sources too: see threads.ts on its imports.
/** The first class with the most votes. @param offset of its [classes] votes */
export function greatest(votes: Float64Array, offset: number, classes: number): number {
  let best = 0
  for (let c = 1; c < classes; c += 1)
    if ((votes[offset + c] ?? 0) > (votes[offset + best] ?? 0)) best = c
  return best
}
