import type { GrownTree } from './forest'

/** How much pixels matter, as pictures. */
export interface PixelImportance {
  /** [features] */
  overall: Float64Array
  /** [classes × features]: what of it concerns one class */
  perClass: Float64Array
}

/** What the splits of a forest gained; see `SplitGains`. */
export interface ImpurityImportance extends PixelImportance {
  /** Sums to 1 unless no tree was split; scikit-learn’s `feature_importances_`. */
  overall: Float64Array
  /** Sums over the classes to `overall`. */
  perClass: Float64Array
  /**
   * [classes × features]: the same gains, taken as negative where the side with more ink has a smaller
   * share of the class. Positive pixels speak for the class, negative ones against it.
   */
  ink: Float64Array
}

/** Mean over the trees that have a split, each tree's gains summing to 1. */
export class ImpuritySum {
  private readonly perClass: Float64Array
  private readonly ink: Float64Array
  private readonly features: number
  private trees = 0

  constructor(classes: number, features: number) {
    this.features = features
    this.perClass = new Float64Array(classes * features)
    this.ink = new Float64Array(classes * features)
  }

  add({ feature, importance, ink }: GrownTree): void {
    if (feature.length === 1) return
    this.trees += 1
    for (const [at, gain] of importance.entries()) {
      this.perClass[at] = (this.perClass[at] ?? 0) + gain
      this.ink[at] = (this.ink[at] ?? 0) + (ink[at] ?? 0)
    }
  }

  mean(): ImpurityImportance {
    const trees = Math.max(1, this.trees)
    const perClass = this.perClass.map((sum) => sum / trees)
    const overall = new Float64Array(this.features)
    for (const [at, gain] of perClass.entries()) {
      const pixel = at % this.features
      overall[pixel] = (overall[pixel] ?? 0) + gain
    }
    return { overall, perClass, ink: this.ink.map((sum) => sum / trees) }
  }
}
