/**
 * A range widened to round numbers, at least a fifth of its own size apart: an axis that fits a
 * growing curve then moves in few steps and not with every point.
 * @param highest what the axis must not promise more than, such as 1 for shares
 */
export function steadyRange(
  { min, max }: { min: number; max: number },
  highest = Infinity,
): { min: number; max: number } {
  const span = max - min
  if (!(span > 0)) return { min, max }
  const power = 10 ** Math.floor(Math.log10(span))
  const step = span / power >= 5 ? power : span / power >= 2 ? power / 2 : power / 5
  // Sums of decimals otherwise end in …0001.
  const round = (value: number) => Number(value.toPrecision(12))
  return {
    min: round(Math.floor(min / step) * step),
    max: Math.min(highest, round(Math.ceil(max / step) * step)),
  }
}
