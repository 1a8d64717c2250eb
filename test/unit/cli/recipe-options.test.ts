import { describe, expect, it } from 'vitest'
import { usualEarlyStopping } from '#contract/early-stopping'
import { defaultRecipe, type Recipe } from '#contract/recipe'
import { usualSchedules } from '#contract/schedule'
import { applyRecipeOptions } from '../../../src-main/cli/recipe-options'

const own: Recipe = {
  ...defaultRecipe,
  optimizer: { type: 'sgd', momentum: 0.5 },
  schedule: { ...usualSchedules.plateau, patience: 7 },
  earlyStopping: { ...usualEarlyStopping, patience: 9, restoreBest: false },
  labelSmoothing: 0.2,
  towers: 3,
}

describe('the recipe in the words of a terminal', () => {
  it('is as it was where nothing is asked for', () => {
    expect(applyRecipeOptions(own, {})).toEqual(own)
  })

  it('begins what is turned on with its usual numbers', () => {
    const options = { optimizer: 'sgd', schedule: 'one-cycle', earlyStopping: true } as const
    expect(applyRecipeOptions(defaultRecipe, options)).toEqual({
      ...defaultRecipe,
      optimizer: { type: 'sgd', momentum: 0.9 },
      schedule: usualSchedules.oneCycle,
      earlyStopping: usualEarlyStopping,
    })
  })

  it('keeps the numbers of a file for what stays what it was', () => {
    const options = { optimizer: 'sgdw', schedule: 'plateau', earlyStopping: true } as const
    expect(applyRecipeOptions(own, options)).toEqual({
      ...own,
      optimizer: { type: 'sgdw', momentum: 0.5 },
    })
    const { earlyStopping } = applyRecipeOptions(own, { earlyStopping: 2, monitor: 'train.loss' })
    expect(earlyStopping).toEqual({ ...own.earlyStopping, patience: 2, monitor: 'train.loss' })
  })

  it.each([
    [defaultRecipe, { momentum: 0.9 }, 'Leave --momentum out'],
    [own, { optimizer: 'adamw', momentum: 0.9 }, 'this is adamw'],
    [defaultRecipe, { monitor: 'train.loss' }, 'Leave --monitor out'],
    [defaultRecipe, { schedule: 'one-cycle', warmup: 1 }, 'Leave --warmup out'],
  ] as const)('refuses words that have no meaning beside each other', (recipe, options, words) => {
    expect(() => applyRecipeOptions(recipe, options)).toThrow(words)
  })
})
