import type { Recipe } from '#contract/recipe'
import { plannedRate } from '#contract/schedule'

export interface RateCurve {
  /** Of the optimiser. Null while it is not known how many images there are. */
  stepsPerEpoch: number | null
  steps: number | null
  /** Learning rate over epochs: [epoch, rate]. */
  points: [number, number][]
}

/** Points that the line is drawn through: enough for steps to look like steps. */
const resolution = 240

/**
 * The learning rate that a recipe plans; drops on a plateau only the run knows.
 * @param images images an epoch trains on; null while that is not known
 * @returns null while a number of it is missing
 */
export function rateCurve(recipe: Recipe, images: number | null): RateCurve | null {
  const { epochs, batchSize, accumulation } = recipe
  const at = (part: number): [number, number] => {
    const epoch = (part / resolution) * epochs
    return [epoch, plannedRate(recipe, epoch)]
  }
  const points = Array.from({ length: resolution + 1 }, (_, part) => at(part))
  const known = [epochs, batchSize, accumulation, recipe.learningRate].every((value) => value > 0)
  if (!known || points.some(([, rate]) => !Number.isFinite(rate))) return null
  const stepsPerEpoch = images === null ? null : Math.ceil(images / (batchSize * accumulation))
  return {
    stepsPerEpoch,
    steps: stepsPerEpoch === null ? null : stepsPerEpoch * epochs,
    points,
  }
}
