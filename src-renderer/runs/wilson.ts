/** 97.5 % point of the normal distribution: two-sided 95 %. */
const z = 1.959963984540054

/**
 * 95 % interval of a share after Wilson (“Probable inference, the law of succession, and
 * statistical inference”, 1927). Holds near 0 and 1, where the usual one does not.
 * @param share observed share, 0…1
 * @param count how many it was observed on
 */
export function wilsonInterval(share: number, count: number): { low: number; high: number } | null {
  if (!(count > 0) || !(share >= 0 && share <= 1)) return null
  const square = (z * z) / count
  const center = (share + square / 2) / (1 + square)
  const half = (z / (1 + square)) * Math.sqrt((share * (1 - share)) / count + square / (4 * count))
  return { low: Math.max(0, center - half), high: Math.min(1, center + half) }
}
