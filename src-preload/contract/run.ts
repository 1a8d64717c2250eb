import { z } from 'zod'
import { experimentSpecSchema } from './experiment-spec'
import { fitFiguresSchema } from './fit'
import { problemSchema, type Problem } from './problem'

/**
 * queued → running ⇄ paused → finished | stopped | failed | crashed.
 * `failed`: the training itself said why (bad spec, NaN, no memory).
 * `crashed`: the process that trained is gone.
 */
export const runStatusSchema = z.enum([
  'queued',
  'running',
  'paused',
  'finished',
  'stopped',
  'failed',
  'crashed',
])
export type RunStatus = z.infer<typeof runStatusSchema>
export const endedStatuses: readonly RunStatus[] = ['finished', 'stopped', 'failed', 'crashed']

export const runIdSchema = z.string().regex(/^[0-9a-z]{8,32}$/)

export const runSummarySchema = z.object({
  id: runIdSchema,
  /** Counts up from 1 in the order of creation; also gives the run its colour. */
  number: z.number().int(),
  name: z.string(),
  note: z.string(),
  status: runStatusSchema,
  /** Why it failed or crashed, in an English sentence. */
  reason: z.string().nullable(),
  /** The same for any language; null where an older version wrote the sentence only. */
  reasonCode: z.string().nullable(),
  reasonValues: problemSchema.shape.values.nullable(),
  datasetId: z.string(),
  modelId: z.string(),
  modelName: z.string(),
  seed: z.number(),
  /** 0 of a classical learner, which has no epochs. */
  epochsPlanned: z.number().int(),
  epochsDone: z.number().int(),
  /** Milliseconds since 1970. */
  createdAt: z.number(),
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  /** Seconds from start to end, pauses included; null before the end. */
  seconds: z.number().nullable(),
  parameters: z.number().nullable(),
  multiplyAdds: z.number().nullable(),
  /** Training images over training time; evaluation, set-up and pauses left out. */
  imagesPerSecond: z.number().nullable(),
  peakMemoryBytes: z.number().nullable(),
  ...fitFiguresSchema.shape,
  testAccuracy: z.number().nullable(),
  testLoss: z.number().nullable(),
  validationAccuracy: z.number().nullable(),
  validationLoss: z.number().nullable(),
  /** Bytes on disk of model and artifacts. */
  diskBytes: z.number(),
  /** True once a trained model can be predicted with and exported. */
  hasModel: z.boolean(),
  /** Step from which the run can go on; null where it cannot. */
  checkpointStep: z.number().int().nullable(),
  /** Whether somebody has chosen to leave the run as it is; null without a checkpoint. */
  checkpointKept: z.boolean().nullable(),
})
export type RunSummary = z.infer<typeof runSummarySchema>

export const runEventKindSchema = z.enum([
  'started',
  'paused',
  'resumed',
  'stopRequested',
  'epoch',
  'rateDropped',
  'rateChanged',
  'stoppedEarly',
  'bestRestored',
  'continued',
  'evaluated',
  'finished',
  'stopped',
  'failed',
  'crashed',
  'exported',
  'note',
])
export type RunEventKind = z.infer<typeof runEventKindSchema>
export const runEventSchema = z.object({
  time: z.number(),
  step: z.number().int(),
  epoch: z.number(),
  kind: runEventKindSchema,
  /** An English sentence, for logs and for the terminal. */
  message: z.string(),
  /** The same for any language; null where an older version wrote the sentence only. */
  code: z.string().nullable(),
  values: problemSchema.shape.values,
})
export type RunEvent = z.infer<typeof runEventSchema>

/** An event that says `sentence`. */
export function runEvent(
  kind: RunEventKind,
  { code, values, message }: Problem,
  place: Pick<RunEvent, 'step' | 'epoch'>,
  time = Date.now(),
): RunEvent {
  return { time, step: place.step, epoch: place.epoch, kind, message, code, values }
}

export const epochFiguresSchema = z.object({
  /** Counts from 1. */
  epoch: z.number().int(),
  step: z.number().int(),
  trainLoss: z.number(),
  trainAccuracy: z.number(),
  validationLoss: z.number(),
  validationAccuracy: z.number(),
  learningRate: z.number(),
  /** Training only, evaluation left out. */
  seconds: z.number(),
  imagesPerSecond: z.number(),
  time: z.number(),
})
export type EpochFigures = z.infer<typeof epochFiguresSchema>

export const environmentSchema = z.object({
  appVersion: z.string(),
  /** `tensorflow` is native; `wasm` and `cpu` are tfjs's own backends. */
  backend: z.enum(['tensorflow', 'wasm', 'cpu']),
  /** Why no native TensorFlow, where there is none. */
  backendReason: z.string().nullable(),
  tensorflowVersion: z.string().nullable(),
  tfjsVersion: z.string(),
  nodeVersion: z.string(),
  electronVersion: z.string().nullable(),
  platform: z.string(),
  cpu: z.string(),
  cores: z.number(),
  threads: z.number().nullable(),
  device: z.string(),
  /**
   * How the training step ran: as one graph, or operation by operation. This and what follows is
   * null in runs from before there was a choice.
   */
  execution: z.enum(['compiled', 'eager']).nullable().default(null),
  /** Parts of a batch that ran side by side. */
  towers: z.number().int().nullable().default(null),
  /** Why the step was not compiled, where it was not. */
  executionReason: z.string().nullable().default(null),
})
export type Environment = z.infer<typeof environmentSchema>
/** The part of the environment that is known once the training step is made. */
export type Execution = Pick<Environment, 'execution' | 'towers' | 'executionReason'>

export const artifactSchema = z.object({
  kind: z.enum(['model', 'onnx', 'tfjs', 'bundle']),
  path: z.string(),
  bytes: z.number(),
  createdAt: z.number(),
})
export type Artifact = z.infer<typeof artifactSchema>

export const confusionSchema = z.object({
  classNames: z.array(z.string()),
  /** counts[actual * classes + predicted], over the test set. */
  counts: z.instanceof(Uint32Array),
})
export type Confusion = z.infer<typeof confusionSchema>

export const runDetailSchema = z.object({
  summary: runSummarySchema,
  spec: experimentSpecSchema,
  environment: environmentSchema.nullable(),
  epochs: z.array(epochFiguresSchema),
  events: z.array(runEventSchema),
  artifacts: z.array(artifactSchema),
  /** Null until the run was evaluated on the test set. */
  confusion: confusionSchema.nullable(),
})
export type RunDetail = z.infer<typeof runDetailSchema>

export const runListQuerySchema = z.strictObject({
  /** Looks in name, note, model, data set and status; #7 is the run of that number. */
  search: z.string().max(200).default(''),
  sortBy: z
    .enum([
      'number',
      'name',
      'status',
      'testAccuracy',
      'validationAccuracy',
      'seconds',
      'imagesPerSecond',
      'createdAt',
    ])
    .default('number'),
  descending: z.boolean().default(true),
})
export type RunListQuery = z.infer<typeof runListQuerySchema>

export const predictedImagesQuerySchema = z.strictObject({
  runId: runIdSchema,
  /** Null takes every actual (or predicted) class: that is a header of the matrix. */
  actual: z.number().int().min(0).max(999).nullable(),
  predicted: z.number().int().min(0).max(999).nullable(),
  /** Leaves out what was predicted correctly. */
  errorsOnly: z.boolean().default(false),
  offset: z.number().int().min(0).max(10_000_000),
  limit: z.number().int().min(1).max(1_000),
})
export type PredictedImagesQuery = z.infer<typeof predictedImagesQuerySchema>

/** Mean of the given class's probability (or share of votes); null where there are no such images. */
export const meanConfidenceSchema = z.object({
  /** Over the test images that were named rightly. */
  right: z.number().nullable(),
  wrong: z.number().nullable(),
})
export type MeanConfidence = z.infer<typeof meanConfidenceSchema>

/** Test images with what the run said of them, the most confident first. */
export const predictedImagesSchema = z.object({
  total: z.number(),
  /** Positions in the test set. */
  indices: z.instanceof(Uint32Array),
  actual: z.instanceof(Uint8Array),
  predicted: z.instanceof(Uint8Array),
  /** Probability of the predicted class. */
  confidence: z.instanceof(Float32Array),
  /** One image after another, bytes 0…255. */
  pixels: z.instanceof(Uint8Array),
})
export type PredictedImages = z.infer<typeof predictedImagesSchema>
