import type { Environment } from '#contract/run'
import type { Recipe } from '#contract/recipe'
import type { ProductType } from './training-step'

/**
 * Numbers that convolutions and matrix products are computed with. A CPU casts and computes
 * bfloat16 more slowly than float32, so there mixed precision is left out.
 */
export function productType(
  { precision }: Pick<Recipe, 'precision'>,
  device: Environment['device'],
): ProductType {
  return precision === 'mixed' && device === 'GPU' ? 'float16' : 'float32'
}
