import type { Recipe } from '#contract/recipe'

export interface RateCurve {
  /** Null while it is not known how many images there are. */
  stepsPerEpoch: number | null
  steps: number | null
  /** Learning rate over epochs, corners of the line: [epoch, rate]. */
  points: [number, number][]
}

/**
 * The learning rate that a recipe goes through. Recipes of version 1 keep one rate from the first
 * step to the last.
 * @param images images an epoch trains on; null while that is not known
 * @returns null while a number of it is missing
 */
export function rateCurve(recipe: Recipe, images: number | null): RateCurve | null {
  const { epochs, batchSize, learningRate } = recipe
  const known = [epochs, batchSize, learningRate].every((value) => value > 0)
  if (!known) return null
  const stepsPerEpoch = images === null ? null : Math.ceil(images / batchSize)
  return {
    stepsPerEpoch,
    steps: stepsPerEpoch === null ? null : stepsPerEpoch * epochs,
    points: [
      [0, learningRate],
      [epochs, learningRate],
    ],
  }
}
