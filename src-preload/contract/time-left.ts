/** Before so much is done, how long the rest will take is a guess. */
const leastShare = 0.02

/** Seconds that the rest will take if it goes on like this; null until it can be told. */
export function timeLeft(share: number, elapsedSeconds: number): number | null {
  return share > leastShare ? (elapsedSeconds * (1 - share)) / share : null
}
