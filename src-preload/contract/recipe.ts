import { z } from 'zod'
import { augmentationSchema, noAugmentation } from './augmentation'
import { earlyStoppingSchema } from './early-stopping'
import { scheduleSchema } from './schedule'

export const optimizerSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('sgd'), momentum: z.number().min(0).max(0.999) }),
  z.strictObject({ type: z.literal('sgdw'), momentum: z.number().min(0).max(0.999) }),
  z.strictObject({ type: z.literal('adam') }),
  z.strictObject({ type: z.literal('adamw') }),
])
export type OptimizerSpec = z.infer<typeof optimizerSchema>

/** Whether weight decay shrinks the weights by itself, apart from the gradient. */
export const decouplesDecay = ({ type }: OptimizerSpec) => type === 'sgdw' || type === 'adamw'

export const learningRateSchema = z.number().min(1e-7).max(10)

export const recipeSchema = z.strictObject({
  epochs: z.number().int().min(1).max(1_000),
  batchSize: z.number().int().min(1).max(4_096),
  optimizer: optimizerSchema,
  learningRate: learningRateSchema,
  /** Files from before there were schedules kept one rate. */
  schedule: scheduleSchema.default({ type: 'constant' }),
  /** Epochs, or a part of one, in which the rate rises from 0. */
  warmupEpochs: z.number().min(0).max(1_000).default(0),
  /** Decoupled for SGDW and AdamW, an L2 term of the gradient for SGD and Adam; 0 is off. */
  weightDecay: z.number().min(0).max(1),
  /** Rate for all dropout layers; null leaves each layer its own. */
  dropout: z.number().min(0).max(0.95).nullable(),
  /** Everything random of a run is drawn from it: weights, order, augmentation, dropout. */
  seed: z.number().int().min(0).max(2_147_483_647),
  augmentation: augmentationSchema,
  /** Share of the target spread evenly over all classes; 0 is off. */
  labelSmoothing: z.number().min(0).max(0.5).default(0),
  /** Largest norm of all gradients together; longer ones are scaled down to it. Null is off. */
  clipNorm: z.number().min(1e-3).max(1_000).nullable().default(null),
  /** Batches whose gradients are averaged for one step of the optimiser. */
  accumulation: z.number().int().min(1).max(64).default(1),
  /** Decay of a moving average of the weights, which is validated, tested and kept. Null is off. */
  averageDecay: z.number().min(0.5).max(0.99999).nullable().default(null),
  earlyStopping: earlyStoppingSchema.nullable().default(null),
  /** Convolutions and matrix products in 16 bits, where that is faster: on a GPU. */
  precision: z.enum(['float32', 'mixed']).default('float32'),
  /** Training minutes between two checkpoints within an epoch; 0 writes them at epochs' ends only. */
  checkpointMinutes: z.number().min(0).max(1_440).default(5),
  /** Parts of a batch that are trained on side by side; null takes what is fastest here. */
  towers: z.number().int().min(1).max(256).nullable().default(null),
})
export type Recipe = z.infer<typeof recipeSchema>

export const defaultRecipe: Recipe = {
  epochs: 5,
  batchSize: 128,
  optimizer: { type: 'adam' },
  learningRate: 1e-3,
  schedule: { type: 'cosine', finalShare: 0 },
  warmupEpochs: 0,
  weightDecay: 0,
  dropout: null,
  seed: 42,
  augmentation: noAugmentation,
  labelSmoothing: 0,
  clipNorm: null,
  accumulation: 1,
  averageDecay: null,
  earlyStopping: null,
  precision: 'float32',
  checkpointMinutes: 5,
  towers: null,
}
