import { dirname, join } from 'node:path'
import type { NetworkExperiment } from '#contract/experiment-spec'
import type { Environment } from '#contract/run'
import { deriveSeed, loadVerified, splitDataset, type Dataset } from '../dataset'
import { buildModel, trainableWeights } from '../model'
import { describeEnvironment } from '../native/environment'
import { loadTensorFlow } from '../native/tensorflow'
import {
  BatchOrder,
  createStep,
  productType,
  StepLog,
  type StepParts,
  type TrainingStep,
} from '../training'

/** What a run works on; its tensors are given back at the run's end. */
export interface Workplace {
  spec: NetworkExperiment
  dataset: Dataset
  environment: Environment
  parts: StepParts
  step: TrainingStep
  log: StepLog
  order: BatchOrder
  validation: Uint32Array
  dispose(): void
}

export interface WorkplaceOrder {
  spec: NetworkExperiment
  runFolder: string
  /** For TensorFlow; counts where this process loads it first. */
  threads: number | null
}

/** @param towers parts of a batch that a run goes on with; null is the recipe's choice */
export async function makeWorkplace(
  { spec, threads, runFolder }: WorkplaceOrder,
  towers: number | null,
): Promise<Workplace> {
  const dataset = await loadVerified(spec.dataset)
  const { imageShape, classNames } = dataset
  const splits = splitDataset(dataset, spec.dataset)
  const { recipe, normalization } = spec
  const loaded = await loadTensorFlow({ threads, sideBySide: recipe.towers !== 1 })
  const { tf, lanes } = loaded
  const { model, randomness } = buildModel(tf, spec.model, {
    inputShape: imageShape,
    classes: classNames.length,
    seed: recipe.seed,
    dropout: recipe.dropout,
  })
  const { batchSize, accumulation, augmentation } = recipe
  const order = new BatchOrder(splits.train, batchSize, recipe.seed, accumulation)
  const machine = describeEnvironment(loaded, threads)
  const seed = deriveSeed(recipe.seed, 'augmentation')
  const weights = trainableWeights(model)
  const preparation = { augmentation, normalization, seed }
  const products = productType(recipe, machine.device)
  const parts = { tf, model, weights, randomness, dataset, preparation, recipe, products, lanes }
  const choice = { sizes: order.sizes, towers: towers ?? recipe.towers }
  const file = join(dirname(runFolder), 'towers.json')
  const { step, execution } = createStep(parts, { ...choice, file })
  const log = new StepLog(tf)
  return {
    spec: { ...spec, dataset: { ...spec.dataset, sha256: dataset.sha256 } },
    dataset,
    environment: { ...machine, ...execution },
    parts,
    step,
    log,
    order,
    validation: splits.validation,
    dispose() {
      for (const part of [log, step, model]) part.dispose()
    },
  }
}
