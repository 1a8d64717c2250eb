import { z } from 'zod'
import { augmentationSchema } from './augmentation'

/** Mean and deviation of MNIST's training pixels in 0…1. */
export const mnistNormalization = { mean: 0.1307, deviation: 0.3081 } as const

export const splitSchema = z.enum(['train', 'validation', 'test'])
export type Split = z.infer<typeof splitSchema>

/** What is known of a data set before it is read. */
export const datasetFiguresSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  /** [height, width, channels] */
  imageShape: z.tuple([z.number(), z.number(), z.number()]),
  classes: z.number().int(),
  /** Images, validation images included. */
  trainCount: z.number().int(),
  testCount: z.number().int(),
})
export type DatasetFigures = z.infer<typeof datasetFiguresSchema>

/** The data sets there are; their figures are tested against the data itself. */
export const datasets: readonly DatasetFigures[] = [
  {
    id: 'mnist',
    name: 'MNIST',
    description: 'Handwritten digits: 60,000 for training and 10,000 for testing.',
    imageShape: [28, 28, 1],
    classes: 10,
    trainCount: 60_000,
    testCount: 10_000,
  },
]

/**
 * Images that are trained on, of so many that are not for testing.
 * @param choice what is held back for validation, and the most that are taken of the rest
 */
export function trainingImages(
  choice: { validationCount: number; trainLimit: number | null },
  trainCount: number,
): number {
  const available = Math.max(0, trainCount - choice.validationCount)
  return Math.min(choice.trainLimit ?? available, available)
}

/** Shape and counts of a data set; null where there is none of this id. */
export function datasetFigures(id: string): DatasetFigures | null {
  return datasets.find((each) => each.id === id) ?? null
}

export const datasetSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  source: z.string(),
  sha256: z.string(),
  classNames: z.array(z.string()),
  /** [height, width, channels] */
  imageShape: z.tuple([z.number(), z.number(), z.number()]),
  splits: z.array(
    z.object({
      split: splitSchema,
      count: z.number(),
      perClass: z.array(z.number()),
    }),
  ),
  normalization: z.object({ mean: z.number(), deviation: z.number() }),
  /** Measured over the training images, pixels in 0…1. */
  measured: z.object({ mean: z.number(), deviation: z.number() }),
  /** Mean image of all training images, bytes, height × width. */
  meanImage: z.instanceof(Uint8Array),
  /** One mean image after another, a class each. */
  meanImagePerClass: z.instanceof(Uint8Array),
})
export type DatasetSummary = z.infer<typeof datasetSummarySchema>

export const sampleQuerySchema = z.strictObject({
  datasetId: z.string().max(64),
  split: splitSchema,
  /** Only images of this class; null takes all. */
  classIndex: z.number().int().min(0).max(999).nullable(),
  offset: z.number().int().min(0).max(10_000_000),
  limit: z.number().int().min(1).max(1_000),
})
export type SampleQuery = z.infer<typeof sampleQuerySchema>

export const imageBatchSchema = z.object({
  /** Images that match the query in all. */
  total: z.number(),
  /** Position of each image within its split. */
  indices: z.instanceof(Uint32Array),
  labels: z.instanceof(Uint8Array),
  /** One image after another, bytes 0…255, height × width × channels each. */
  pixels: z.instanceof(Uint8Array),
})
export type ImageBatch = z.infer<typeof imageBatchSchema>

export const augmentationPreviewSchema = z.strictObject({
  datasetId: z.string().max(64),
  augmentation: augmentationSchema,
  /** Positions within the training split. */
  indices: z.array(z.number().int().min(0).max(10_000_000)).min(1).max(64),
  seed: z.number().int().min(0).max(2_147_483_647),
})
export type AugmentationPreview = z.infer<typeof augmentationPreviewSchema>
