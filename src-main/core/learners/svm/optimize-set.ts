import type { WorkingSet } from './working-set'

/** Stands for a curvature that is not positive, as in LIBSVM. */
const leastCurvature = 1e-12

/**
 * Sequential minimal optimisation of a working set, all else fixed (Platt 1998): step after step
 * one coefficient rises and another falls by the same amount. The riser is the one whose gradient
 * is the least, the faller the one that promises most by second order (Fan, Chen and Lin 2005,
 * “Working set selection using second order information for training SVM”, WSS 2).
 *
 * A coefficient is LIBSVM's y·α, between its bounds 0 and ±cost; the gradient is
 * Σ coefficient·kernel − y, LIBSVM's y·G. In these terms the paper's I_up are the coefficients that
 * may rise and its I_low those that may fall, whatever their class: the riser is its i, the faller
 * its j, `least` its −m(α) and `greatest` its −M(α).
 *
 * @param tolerance ends when no faller's gradient exceeds a riser's by more
 * @returns the number of steps
 */
export function optimizeSet(set: WorkingSet, tolerance: number, mostSteps: number): number {
  const { size, stride, kernel, diagonal, gradient, coefficient, lowest, highest } = set
  let riser = -1
  let least = Infinity
  let greatest = -Infinity
  for (let k = 0; k < size; k += 1) {
    const value = gradient[k] as number
    const at = coefficient[k] as number
    if (at < (highest[k] as number) && value < least) {
      least = value
      riser = k
    }
    if (at > (lowest[k] as number) && value > greatest) greatest = value
  }
  let steps = 0
  while (greatest - least > tolerance && steps < mostSteps) {
    const riserRow = riser * stride
    const riserCurvature = diagonal[riser] as number
    let faller = -1
    let mostGain = 0
    let chosenCurvature = 1
    for (let k = 0; k < size; k += 1) {
      const difference = (gradient[k] as number) - least
      if (difference <= 0 || (coefficient[k] as number) <= (lowest[k] as number)) continue
      const curvature = Math.max(
        riserCurvature + (diagonal[k] as number) - 2 * (kernel[riserRow + k] as number),
        leastCurvature,
      )
      const gain = (difference * difference) / curvature
      if (gain > mostGain) {
        mostGain = gain
        faller = k
        chosenCurvature = curvature
      }
    }
    if (faller < 0) break
    const rise = (highest[riser] as number) - (coefficient[riser] as number)
    const fall = (coefficient[faller] as number) - (lowest[faller] as number)
    const wanted = ((gradient[faller] as number) - least) / chosenCurvature
    const amount = Math.min(wanted, rise, fall)
    // Set, not added up: a coefficient at its bound has to be exactly there.
    coefficient[riser] =
      amount === rise ? (highest[riser] as number) : (coefficient[riser] as number) + amount
    coefficient[faller] =
      amount === fall ? (lowest[faller] as number) : (coefficient[faller] as number) - amount

    const fallerRow = faller * stride
    least = Infinity
    greatest = -Infinity
    for (let k = 0; k < size; k += 1) {
      const value =
        (gradient[k] as number) +
        amount * ((kernel[riserRow + k] as number) - (kernel[fallerRow + k] as number))
      gradient[k] = value
      const at = coefficient[k] as number
      if (value < least && at < (highest[k] as number)) {
        least = value
        riser = k
      }
      if (value > greatest && at > (lowest[k] as number)) greatest = value
    }
    steps += 1
  }
  return steps
}
