import { z } from 'zod'
import { experimentSpecSchema } from './experiment-spec'
import { fitFiguresSchema } from './fit'
import { metricBatchSchema } from './metrics'
import { problemSchema } from './problem'
import { learningRateSchema } from './recipe'
import {
  artifactSchema,
  environmentSchema,
  epochFiguresSchema,
  runEventSchema,
  runIdSchema,
  runStatusSchema,
} from './run'
import { workCountSchema } from './work-count'

/** What the trainer is told. */
export const trainerCommandSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('start'),
    runId: runIdSchema,
    spec: experimentSpecSchema,
    /** Folder for what the run leaves behind; made by the trainer. */
    runFolder: z.string(),
    threads: z.number().int().min(1).max(256).nullable(),
    /** Goes on from the run's newest checkpoint, with so much of its learning rate. */
    resume: z.strictObject({ rateShare: z.number().min(1e-4).max(1) }).nullable(),
  }),
  z.strictObject({ type: z.literal('pause') }),
  z.strictObject({ type: z.literal('resume') }),
  z.strictObject({ type: z.literal('stop') }),
  z.strictObject({ type: z.literal('rate'), learningRate: learningRateSchema }),
])
export type TrainerCommand = z.infer<typeof trainerCommandSchema>

/** Predictions for the whole test set. */
export const evaluationSchema = z.object({
  classNames: z.array(z.string()),
  actual: z.instanceof(Uint8Array),
  predicted: z.instanceof(Uint8Array),
  /** [images × classes] */
  probabilities: z.instanceof(Float32Array),
  accuracy: z.number(),
  loss: z.number(),
})
export type Evaluation = z.infer<typeof evaluationSchema>

export const runResultSchema = z.object({
  status: z.enum(['finished', 'stopped']),
  testAccuracy: z.number().nullable(),
  testLoss: z.number().nullable(),
  imagesPerSecond: z.number().nullable(),
  /** Whole run, evaluation included. */
  seconds: z.number(),
  parameters: z.number(),
  multiplyAdds: z.number(),
  peakMemoryBytes: z.number(),
  ...fitFiguresSchema.shape,
})
export type RunResult = z.infer<typeof runResultSchema>

/** What a trainer says, in this order: prepared, then points, epochs and events, evaluation, artifact, and one of done and failed. */
export const trainerMessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('prepared'),
    time: z.number(),
    environment: environmentSchema,
    /** The spec with the data set's hash filled in. */
    spec: experimentSpecSchema,
    parameters: z.number(),
    multiplyAdds: z.number(),
    stepsPerEpoch: z.number().int(),
  }),
  z.object({
    type: z.literal('phase'),
    phase: z.enum(['preparing', 'training', 'validating', 'testing', 'saving']),
  }),
  z.object({ type: z.literal('status'), status: z.enum(['running', 'paused']) }),
  z.object({ type: z.literal('points'), points: metricBatchSchema.shape.points }),
  z.object({
    type: z.literal('progress'),
    step: z.number().int(),
    steps: z.number().int(),
    epoch: z.number(),
    imagesPerSecond: z.number().nullable(),
    memoryBytes: z.number(),
    /** Seconds; null until it can be told. */
    secondsLeft: z.number().nullable(),
    /** What a learner counts; null where there is nothing to count, and of networks. */
    counted: workCountSchema.nullable(),
  }),
  z.object({ type: z.literal('epoch'), figures: epochFiguresSchema }),
  z.object({ type: z.literal('event'), event: runEventSchema }),
  /** The run can go on from here. */
  z.object({ type: z.literal('checkpoint'), step: z.number().int() }),
  /** A run goes on: what was told of later steps did not happen. */
  z.object({
    type: z.literal('continued'),
    step: z.number().int(),
    epochsDone: z.number().int(),
  }),
  /** What a fitted learner says of the images that were held back. */
  z.object({ type: z.literal('validated'), accuracy: z.number(), loss: z.number() }),
  z.object({ type: z.literal('evaluation'), evaluation: evaluationSchema }),
  z.object({ type: z.literal('artifact'), artifact: artifactSchema }),
  z.object({ type: z.literal('done'), result: runResultSchema }),
  z.object({ type: z.literal('failed'), problem: problemSchema, detail: z.string().optional() }),
])
export type TrainerMessage = z.infer<typeof trainerMessageSchema>
export type TrainingPhase = Extract<TrainerMessage, { type: 'phase' }>['phase']

/** The run that trains now, as the window sees it; pushed a few times a second. */
export const activeRunSchema = z.object({
  runId: runIdSchema,
  name: z.string(),
  status: runStatusSchema,
  phase: z.enum(['preparing', 'training', 'validating', 'testing', 'saving']),
  step: z.number().int(),
  steps: z.number().int(),
  epoch: z.number(),
  epochs: z.number().int(),
  imagesPerSecond: z.number().nullable(),
  memoryBytes: z.number(),
  secondsLeft: z.number().nullable(),
  counted: workCountSchema.nullable(),
})
export type ActiveRun = z.infer<typeof activeRunSchema>

export const trainingStateSchema = z.object({
  active: activeRunSchema.nullable(),
  /** Ids of the runs that wait, first to last. */
  queue: z.array(runIdSchema),
})
export type TrainingState = z.infer<typeof trainingStateSchema>

/** What a run of this spec will cost, measured by a few of its own steps. */
export const probeSchema = z.object({
  /** Training and validation. */
  secondsPerEpoch: z.number(),
  /** All epochs and the test. */
  seconds: z.number(),
  peakMemoryBytes: z.number(),
  execution: z.enum(['compiled', 'eager']),
  towers: z.number().int(),
})
export type Probe = z.infer<typeof probeSchema>

/** What a run of this spec will cost, told from earlier runs on this machine. */
export const estimateSchema = z.object({
  seconds: z.number().nullable(),
  memoryBytes: z.number().nullable(),
  /**
   * What it was told from: runs with the same layers, or with about the same work; a fit of the same
   * learner to about as many images, or to another number of them.
   */
  basis: z.enum(['sameModel', 'otherModels', 'sameLearner', 'otherSize', 'none']),
  /** Numbers of those runs. */
  runs: z.array(z.number().int()),
})
export type Estimate = z.infer<typeof estimateSchema>
