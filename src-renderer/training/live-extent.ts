/**
 * End of the x axis in epochs while a run grows: doubles from 1, so that the curves fill half of
 * the width or more and the axis moves seldom.
 */
export function liveExtent(epoch: number, epochs: number): number {
  let end = 1
  while (end < epoch) end *= 2
  return Math.min(end, Math.max(1, epochs))
}
