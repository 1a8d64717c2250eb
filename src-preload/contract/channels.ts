import { z } from 'zod'
import { learnerPicturesSchema } from './learner-pictures'
import {
  augmentationPreviewSchema,
  datasetFiguresSchema,
  datasetSummarySchema,
  imageBatchSchema,
  sampleQuerySchema,
} from './dataset'
import { experimentSpecSchema } from './experiment-spec'
import {
  exportFormatSchema,
  exportProgressSchema,
  preparedExportSchema,
  saveImageSchema,
} from './export'
import { menuCommandSchema, menuStateSchema } from './menu'
import { metricBatchSchema, metricQuerySchema, pointColumnsSchema } from './metrics'
import { learnerProgressSchema } from './learner-work'
import {
  neighbourAccuracySchema,
  neighboursQuerySchema,
  votingNeighboursSchema,
} from './neighbours'
import { pixelImportanceSchema } from './pixel-importance'
import {
  drawingSchema,
  pictureFileSchema,
  pictureInkSchema,
  picturePixelsSchema,
  predictionSchema,
} from './predict'
import { principalComponentsSchema } from './principal-components'
import { learningRateSchema } from './recipe'
import { problemSchema, type Failure } from './problem'
import {
  meanConfidenceSchema,
  predictedImagesQuerySchema,
  predictedImagesSchema,
  runDetailSchema,
  runIdSchema,
  runListQuerySchema,
  runSummarySchema,
} from './run'
import { appInfoSchema, settingsChangeSchema, settingsSchema } from './settings'
import { supportVectorsSchema } from './support-vectors'
import { svmSearchProgressSchema, svmSearchResultSchema, svmSearchSchema } from './svm-search'
import { activeRunSchema, estimateSchema, probeSchema, trainingStateSchema } from './training'

const nothing = z.undefined()
const oneRun = z.strictObject({ runId: runIdSchema })
const specFile = z.object({ path: z.string(), spec: experimentSpecSchema })
const savedPath = z.object({ path: z.string() }).nullable()

/** Everything the window may ask for. A reply of null from a dialog means that the user cancelled. */
export const requests = {
  'app:info': { request: nothing, reply: appInfoSchema },
  'app:openDataFolder': { request: nothing, reply: nothing },
  /** Asks for a folder; the app goes on there, without a restart. */
  'app:chooseDataFolder': {
    request: nothing,
    /** Also how many runs stay in the folder that was used before. */
    reply: z.object({ folder: z.string(), before: z.string(), stay: z.number() }).nullable(),
  },
  /** Renames a history that cannot be read and begins a new one; the path is where the old one is now. */
  'app:setStoreAside': { request: nothing, reply: z.object({ path: z.string() }) },
  'app:menuState': { request: menuStateSchema, reply: nothing },
  'settings:get': { request: nothing, reply: settingsSchema },
  'settings:change': { request: settingsChangeSchema, reply: settingsSchema },

  'dataset:list': {
    request: nothing,
    reply: z.array(datasetFiguresSchema),
  },
  'dataset:summary': {
    request: z.strictObject({ datasetId: z.string().max(64) }),
    reply: datasetSummarySchema,
  },
  'dataset:samples': { request: sampleQuerySchema, reply: imageBatchSchema },
  /** Pixels of the asked images after one draw of the augmentation, in the order asked. */
  'dataset:augmented': {
    request: augmentationPreviewSchema,
    reply: z.object({ pixels: z.instanceof(Uint8Array) }),
  },

  /** Reads the spec file that the user picks. */
  'spec:open': { request: nothing, reply: specFile.nullable() },
  'spec:save': { request: experimentSpecSchema, reply: savedPath },

  'training:start': {
    request: experimentSpecSchema,
    reply: z.object({ runId: runIdSchema, queued: z.boolean() }),
  },
  'training:pause': { request: oneRun, reply: nothing },
  'training:resume': { request: oneRun, reply: nothing },
  /** Stops the run that trains, keeping what it has, or takes a waiting one out of the queue. */
  'training:stop': { request: oneRun, reply: nothing },
  /** Has a run that ended go on from its newest checkpoint, with so much of its learning rate. */
  'training:continue': {
    request: z.strictObject({ runId: runIdSchema, rateShare: z.number().min(1e-4).max(1) }),
    reply: z.object({ runId: runIdSchema, queued: z.boolean() }),
  },
  /** From the next step on; the schedule goes on from there. */
  'training:setRate': {
    request: z.strictObject({ runId: runIdSchema, learningRate: learningRateSchema }),
    reply: nothing,
  },
  'training:state': { request: nothing, reply: trainingStateSchema },
  'training:estimate': { request: experimentSpecSchema, reply: estimateSchema },
  /** Runs some of the experiment's steps and tells what all of them will cost. */
  'training:probe': { request: experimentSpecSchema, reply: probeSchema },
  'training:cancelProbe': { request: nothing, reply: nothing },
  /** Points of the active run that were drawn; main sends no more than a few batches ahead. */
  'training:drawn': {
    request: z.strictObject({ runId: runIdSchema, sequence: z.number().int() }),
    reply: nothing,
  },

  /** Searches C and gamma of an SVM; answers when all are scored, and tells of each before. */
  'search:run': { request: svmSearchSchema, reply: svmSearchResultSchema },
  /** Ends the search under way; it fails as `search.cancelled`. */
  'search:cancel': { request: nothing, reply: nothing },

  'runs:list': { request: runListQuerySchema, reply: z.array(runSummarySchema) },
  'runs:get': { request: oneRun, reply: runDetailSchema },
  'runs:metrics': { request: metricQuerySchema, reply: pointColumnsSchema },
  'runs:predictedImages': {
    request: predictedImagesQuerySchema,
    reply: predictedImagesSchema,
  },
  'runs:confidence': { request: oneRun, reply: meanConfidenceSchema },
  'runs:rename': {
    request: z.strictObject({ runId: runIdSchema, name: z.string().trim().min(1).max(120) }),
    reply: runSummarySchema,
  },
  /** Leaves an interrupted run as it is: nobody is asked about it again. */
  'runs:keep': { request: oneRun, reply: runSummarySchema },
  'runs:note': {
    request: z.strictObject({ runId: runIdSchema, note: z.string().max(10_000) }),
    reply: runSummarySchema,
  },
  /** Hidden at once, gone for good at the next start; `runs:restore` undoes it until then. */
  'runs:delete': {
    request: z.strictObject({ runIds: z.array(runIdSchema).min(1).max(10_000) }),
    reply: z.object({ freedBytes: z.number() }),
  },
  'runs:restore': {
    request: z.strictObject({ runIds: z.array(runIdSchema).min(1).max(10_000) }),
    reply: nothing,
  },

  /** Writes the file aside and checks it; nothing is offered before that. */
  'export:prepare': {
    request: z.strictObject({ runId: runIdSchema, format: exportFormatSchema }),
    reply: preparedExportSchema,
  },
  /** Ends the preparation of the run's export, where one is under way; it fails as `export.cancelled`. */
  'export:cancel': { request: oneRun, reply: nothing },
  'export:save': { request: z.strictObject({ exportId: z.string().max(64) }), reply: savedPath },
  'export:discard': { request: z.strictObject({ exportId: z.string().max(64) }), reply: nothing },
  'export:image': { request: saveImageSchema, reply: savedPath },

  /** Empty where the run kept no learner, or there is nothing to see. */
  'learner:pictures': { request: oneRun, reply: z.array(learnerPicturesSchema) },
  /** Null where the run kept no learner, or one without any. */
  'learner:components': { request: oneRun, reply: principalComponentsSchema.nullable() },
  /** [classes] of the training images, as the majority counted them; null of other learners. */
  'learner:classShares': { request: oneRun, reply: z.instanceof(Float64Array).nullable() },
  /** Null where the run's learner has none. */
  'learner:supportVectors': { request: oneRun, reply: supportVectorsSchema.nullable() },
  /** What kNN looked at when it named a test image. */
  'learner:neighbours': { request: neighboursQuerySchema, reply: votingNeighboursSchema },
  /** Takes seconds, told by `learner:progress`. */
  'learner:neighbourAccuracy': { request: oneRun, reply: neighbourAccuracySchema },
  /** Of random forests; takes seconds, told by `learner:progress`. */
  'learner:pixelImportance': { request: oneRun, reply: pixelImportanceSchema },
  /** Ends what is being worked out of the run's learner; it fails as `learner.cancelled`. */
  'learner:cancel': { request: oneRun, reply: nothing },
  /** Loads a run's model ahead of the first question. */
  'predict:prepare': { request: oneRun, reply: nothing },
  /** Reads the file of the picture that the user picks. */
  'predict:openPicture': { request: nothing, reply: pictureFileSchema.nullable() },
  /** Tells the ink of a picture from its paper. */
  'predict:readPicture': { request: picturePixelsSchema, reply: pictureInkSchema },
  'predict:drawing': { request: drawingSchema, reply: predictionSchema },
} as const satisfies Record<string, { request: z.ZodType; reply: z.ZodType }>

/** Everything main tells the window unasked. */
export const pushes = {
  'training:state': trainingStateSchema,
  'training:active': activeRunSchema,
  'training:points': metricBatchSchema,
  'search:progress': svmSearchProgressSchema,
  /** Runs that came, changed or went; the terminal's changes too. */
  'runs:changed': z.object({ runIds: z.array(runIdSchema).nullable() }),
  'export:progress': exportProgressSchema,
  'learner:progress': learnerProgressSchema,
  'menu:command': menuCommandSchema,
  /** A spec file that was opened by double click or from the command line. */
  'spec:opened': specFile,
  /** Something failed without a request, such as a spec file that cannot be read. */
  'app:problem': problemSchema.extend({ detail: z.string().optional() }),
  'settings:changed': settingsSchema,
} as const satisfies Record<string, z.ZodType>

export type Channel = keyof typeof requests
export type Push = keyof typeof pushes
/** What the window hands in: fields with defaults may be left out. */
export type Request<C extends Channel> = z.input<(typeof requests)[C]['request']>
export type ParsedRequest<C extends Channel> = z.output<(typeof requests)[C]['request']>
export type Reply<C extends Channel> = z.output<(typeof requests)[C]['reply']>
export type Pushed<P extends Push> = z.output<(typeof pushes)[P]>

export type Answer<C extends Channel> =
  { ok: true; value: Reply<C> } | { ok: false; failure: Failure }

/** `window.workbench`: the whole bridge. */
export interface Workbench {
  request<C extends Channel>(channel: C, request: Request<C>): Promise<Answer<C>>
  /** Calls the listener at each push; the function it returns ends that. */
  listen<P extends Push>(push: P, listener: (value: Pushed<P>) => void): () => void
}
