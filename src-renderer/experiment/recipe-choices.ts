import { defaultRecipe, type Recipe } from '#contract/recipe'
import { typedNumber } from '../model/number-limits'
import { augmentationKinds } from './augmentation-kinds'

/** Something in a recipe that is not as usual: a key of `experiment.choices` and what fills it. */
export interface Choice {
  key:
    | 'smoothing'
    | 'average'
    | 'clipping'
    | 'accumulation'
    | 'mixed'
    | 'towers'
    | 'checkpoints'
    | 'stopping'
    | (typeof augmentationKinds)[number]['name']
  value: string
}

/** Parts of the recipe that fold, and what in them is not as usual. */
export const recipeChoices = {
  regularization: ({ labelSmoothing, averageDecay }: Recipe): Choice[] => [
    ...(labelSmoothing === 0 ? [] : [choice('smoothing')]),
    ...(averageDecay === null ? [] : [choice('average')]),
  ],
  steps: ({ clipNorm, accumulation, precision, towers, checkpointMinutes }: Recipe): Choice[] => [
    ...(clipNorm === null ? [] : [choice('clipping')]),
    ...(accumulation === 1 ? [] : [choice('accumulation', accumulation)]),
    ...(precision === 'float32' ? [] : [choice('mixed')]),
    ...(towers === null ? [] : [choice('towers', towers)]),
    ...(checkpointMinutes === defaultRecipe.checkpointMinutes
      ? []
      : [choice('checkpoints', checkpointMinutes)]),
  ],
  earlyStopping: ({ earlyStopping }: Recipe): Choice[] =>
    earlyStopping === null ? [] : [choice('stopping', earlyStopping.patience)],
  augmentation: ({ augmentation }: Recipe): Choice[] =>
    augmentationKinds.filter(({ key }) => augmentation[key] !== 0).map(({ name }) => choice(name)),
}

/** A field that holds nothing yet is a dash. */
const choice = (key: Choice['key'], value?: number): Choice => ({
  key,
  value: value === undefined ? '' : typedNumber(value) || '–',
})
