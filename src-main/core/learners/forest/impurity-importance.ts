import type { GrownTree } from './forest'

/** What the splits of a forest gained; see `SplitGains`. */
export interface ImpurityImportance {
  /** [features], sums to 1 unless no tree was split; scikit-learn’s `feature_importances_` */
  overall: Float64Array
  /**
   * [classes × features]: each class's part of the same gains, taken as negative where the side with
   * more ink has a smaller share of the class. Positive pixels speak for the class, negative ones
   * against it.
   */
  ink: Float64Array
}

/** Mean over the trees that have a split, each tree's gains summing to 1. */
export class ImpuritySum {
  private readonly overall: Float64Array
  private readonly ink: Float64Array
  private trees = 0

  constructor(classes: number, features: number) {
    this.overall = new Float64Array(features)
    this.ink = new Float64Array(classes * features)
  }

  add({ feature, importance, ink }: GrownTree): void {
    if (feature.length === 1) return
    this.trees += 1
    for (const [at, gain] of importance.entries()) this.overall[at] = (this.overall[at] ?? 0) + gain
    for (const [at, gain] of ink.entries()) this.ink[at] = (this.ink[at] ?? 0) + gain
  }

  mean(): ImpurityImportance {
    const trees = Math.max(1, this.trees)
    return {
      overall: this.overall.map((sum) => sum / trees),
      ink: this.ink.map((sum) => sum / trees),
    }
  }
}
