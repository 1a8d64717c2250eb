/** Seconds without their unit: with one decimal, and under one with the two digits that say something. */
export function secondsText(seconds: number): string {
  return seconds > 0 && seconds < 1 ? seconds.toPrecision(2) : seconds.toFixed(1)
}
