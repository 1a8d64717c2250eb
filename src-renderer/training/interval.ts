/**
 * Half of the width of the 95 % interval of a share that was counted, after E. B. Wilson,
 * “Probable inference, the law of succession, and statistical inference”, 1927.
 * @param share 0…1
 * @param count trials, such as test images
 */
export function wilsonHalfWidth(share: number, count: number): number {
  const z = 1.959964
  const spread = z * Math.sqrt((share * (1 - share)) / count + z ** 2 / (4 * count ** 2))
  return spread / (1 + z ** 2 / count)
}
