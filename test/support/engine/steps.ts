import type { ModelSpec } from '#contract/model-spec'
import type { Recipe } from '#contract/recipe'
import { defaultExperiment } from '#contract/experiment-spec'
import { loadDataset, type Dataset } from '#core/dataset'
import { buildModel, trainableWeights } from '#core/model'
import type { Tensors } from '#core/native/tensorflow'
import type { StepParts } from '#core/training'

/** The first images of MNIST as a data set of their own. */
export async function firstImages(count: number): Promise<Dataset> {
  const dataset = await loadDataset('mnist')
  const { pixels, labels } = dataset.train
  const train = { count, pixels: pixels.slice(0, count * 784), labels: labels.slice(0, count) }
  return { ...dataset, train }
}

/** A fresh model with everything that its step is made of; the same weights each time. */
export function stepParts(
  tf: Tensors,
  spec: ModelSpec,
  dataset: Dataset,
  change: Partial<Recipe> = {},
): StepParts {
  const { recipe: usual, normalization } = defaultExperiment()
  const recipe = { ...usual, ...change }
  const { model, randomness } = buildModel(tf, spec, {
    inputShape: dataset.imageShape,
    classes: dataset.classNames.length,
    seed: recipe.seed,
    dropout: recipe.dropout,
  })
  const preparation = { augmentation: recipe.augmentation, normalization, seed: 5 }
  const weights = trainableWeights(model)
  return {
    ...{ tf, model, weights, randomness, dataset, preparation, recipe },
    ...{ products: 'float32', lanes: 2 },
  }
}
