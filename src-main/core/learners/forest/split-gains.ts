// Runs in worker threads from the sources too: see threads.ts on its imports.
/**
 * What the splits of one tree gained, by pixel and class. Gini impurity is a sum over classes,
 * Σ p·(1 − p), and each part is half the Gini impurity of “this class or another”. So the decrease of
 * each part is the class's own share of a split's gain: none is negative, and together they are the
 * importance of Breiman et al. (1984) as scikit-learn computes it.
 */
export class SplitGains {
  /** [features] */
  readonly importance: Float64Array
  /** [classes × features]: positive where ink raises the class's share, negative where it lowers it */
  readonly ink: Float64Array
  private readonly classes: number
  private readonly features: number

  constructor(classes: number, features: number) {
    this.classes = classes
    this.features = features
    this.importance = new Float64Array(features)
    this.ink = new Float64Array(classes * features)
  }

  /**
   * @param totals [classes] of the node
   * @param below [classes] of its side with less ink in this pixel
   */
  add(pixel: number, totals: Float64Array, below: Float64Array): void {
    let weight = 0
    let belowWeight = 0
    for (let c = 0; c < this.classes; c += 1) {
      weight += totals[c] ?? 0
      belowWeight += below[c] ?? 0
    }
    const aboveWeight = weight - belowWeight
    const scale = 1 / (weight * belowWeight * aboveWeight)
    for (let c = 0; c < this.classes; c += 1) {
      const total = totals[c] ?? 0
      const under = below[c] ?? 0
      // weight · decrease of p(1 − p) = (share above − share below)² · both weights ÷ weight
      const difference = (total - under) * belowWeight - under * aboveWeight
      const gain = difference * difference * scale
      const at = c * this.features + pixel
      this.importance[pixel] = (this.importance[pixel] ?? 0) + gain
      this.ink[at] = (this.ink[at] ?? 0) + Math.sign(difference) * gain
    }
  }

  /** Divides by the sum, so that every tree counts alike in the forest's importance. */
  normalize(): void {
    const sum = this.importance.reduce((all, gain) => all + gain, 0)
    if (sum === 0) return
    for (const gains of [this.importance, this.ink])
      for (let at = 0; at < gains.length; at += 1) gains[at] = (gains[at] ?? 0) / sum
  }
}
