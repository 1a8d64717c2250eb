import { z } from 'zod'
import { scheduleSchema } from './schedule'

export const optimizerSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('sgd'), momentum: z.number().min(0).max(0.999) }),
  z.strictObject({ type: z.literal('adam') }),
  z.strictObject({ type: z.literal('adamw') }),
])
export type OptimizerSpec = z.infer<typeof optimizerSchema>

export const augmentationSchema = z.strictObject({
  /** Largest rotation either way, in degrees; 0 is off. */
  rotationDegrees: z.number().min(0).max(45),
  /** Largest shift along each axis, in pixels; 0 is off. */
  shiftPixels: z.number().min(0).max(8),
})
export type Augmentation = z.infer<typeof augmentationSchema>

export const recipeSchema = z.strictObject({
  epochs: z.number().int().min(1).max(1_000),
  batchSize: z.number().int().min(1).max(4_096),
  optimizer: optimizerSchema,
  learningRate: z.number().min(1e-7).max(10),
  /** Files from before there were schedules kept one rate. */
  schedule: scheduleSchema.default({ type: 'constant' }),
  /** Epochs, or a part of one, in which the rate rises from 0. */
  warmupEpochs: z.number().min(0).max(1_000).default(0),
  /** Decoupled for AdamW, an L2 term of the gradient for the others; 0 is off. */
  weightDecay: z.number().min(0).max(1),
  /** Rate for all dropout layers; null leaves each layer its own. */
  dropout: z.number().min(0).max(0.95).nullable(),
  /** Everything random of a run is drawn from it: weights, order, augmentation, dropout. */
  seed: z.number().int().min(0).max(2_147_483_647),
  augmentation: augmentationSchema,
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
  augmentation: { rotationDegrees: 0, shiftPixels: 0 },
  towers: null,
}
