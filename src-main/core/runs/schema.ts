import { blob, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Problem } from '#contract/problem'
import type { Artifact, Environment, RunEvent, RunStatus } from '#contract/run'

/** The tables as `migrations/` leaves them; times are milliseconds since 1970. */

export const runs = sqliteTable('runs', {
  /** Counts up and is never given twice; other tables refer to it, being smaller than the id. */
  number: integer('number').primaryKey({ autoIncrement: true }),
  id: text('id').notNull(),
  name: text('name').notNull(),
  note: text('note').notNull().default(''),
  status: text('status').$type<RunStatus>().notNull(),
  reason: text('reason'),
  datasetId: text('dataset_id').notNull(),
  modelId: text('model_id').notNull(),
  modelName: text('model_name').notNull(),
  seed: integer('seed').notNull(),
  batchSize: integer('batch_size').notNull(),
  epochsPlanned: integer('epochs_planned').notNull(),
  epochsDone: integer('epochs_done').notNull().default(0),
  stepsPerEpoch: integer('steps_per_epoch'),
  createdAt: real('created_at').notNull(),
  startedAt: real('started_at'),
  endedAt: real('ended_at'),
  seconds: real('seconds'),
  parameters: integer('parameters'),
  multiplyAdds: integer('multiply_adds'),
  imagesPerSecond: real('images_per_second'),
  peakMemoryBytes: integer('peak_memory_bytes'),
  testAccuracy: real('test_accuracy'),
  testLoss: real('test_loss'),
  validationAccuracy: real('validation_accuracy'),
  validationLoss: real('validation_loss'),
  diskBytes: integer('disk_bytes').notNull().default(0),
  hasModel: integer('has_model', { mode: 'boolean' }).notNull().default(false),
  /** Hardware and system, so that no run of another machine is taken for an estimate. */
  machine: text('machine').notNull(),
  ownerPid: integer('owner_pid').notNull(),
  ownerStart: text('owner_start'),
  deletedAt: real('deleted_at'),
  deleterPid: integer('deleter_pid'),
  deleterStart: text('deleter_start'),
  // The long ones last: a list never reads so far into a row.
  spec: text('spec').notNull(),
  environment: text('environment', { mode: 'json' }).$type<Environment>(),
})

const run = () => integer('run').notNull()

export const epochs = sqliteTable(
  'epochs',
  {
    run: run(),
    epoch: integer('epoch').notNull(),
    step: integer('step').notNull(),
    trainLoss: real('train_loss').notNull(),
    trainAccuracy: real('train_accuracy').notNull(),
    validationLoss: real('validation_loss').notNull(),
    validationAccuracy: real('validation_accuracy').notNull(),
    learningRate: real('learning_rate').notNull(),
    seconds: real('seconds').notNull(),
    imagesPerSecond: real('images_per_second').notNull(),
    time: real('time').notNull(),
  },
  (table) => [primaryKey({ columns: [table.run, table.epoch] })],
)

/** Where a run can go on from. */
export const checkpoints = sqliteTable('checkpoints', {
  run: integer('run').primaryKey(),
  step: integer('step').notNull(),
  kept: integer('kept', { mode: 'boolean' }).notNull().default(false),
})

/** What fitting a classical learner took and found out. */
export const fits = sqliteTable('fits', {
  run: integer('run').primaryKey(),
  fitSeconds: real('fit_seconds').notNull(),
  predictSeconds: real('predict_seconds').notNull(),
  supportVectors: integer('support_vectors'),
  outOfBagAccuracy: real('out_of_bag_accuracy'),
  converged: integer('converged', { mode: 'boolean' }),
  iterations: integer('iterations'),
})

export const events = sqliteTable('events', {
  id: integer('id').primaryKey(),
  run: run(),
  time: real('time').notNull(),
  step: integer('step').notNull(),
  epoch: real('epoch').notNull(),
  kind: text('kind').$type<RunEvent['kind']>().notNull(),
  message: text('message').notNull(),
  /** Null in rows of older versions, which have their sentence only. */
  code: text('code'),
  values: text('sentence_values', { mode: 'json' }).$type<Problem['values']>().notNull(),
})

/** Why a run ended badly, to be said in any language; the English sentence stands with the run. */
export const reasons = sqliteTable('reasons', {
  run: integer('run').primaryKey(),
  code: text('code').notNull(),
  values: text('sentence_values', { mode: 'json' }).$type<Problem['values']>().notNull(),
})

export const artifacts = sqliteTable(
  'artifacts',
  {
    run: run(),
    kind: text('kind').$type<Artifact['kind']>().notNull(),
    path: text('path').notNull(),
    bytes: integer('bytes').notNull(),
    createdAt: real('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.run, table.kind, table.path] })],
)

/** Predictions of the whole test set; columns as bytes, little-endian as on every platform here. */
export const evaluations = sqliteTable('evaluations', {
  run: integer('run').primaryKey(),
  classNames: text('class_names', { mode: 'json' }).$type<string[]>().notNull(),
  accuracy: real('accuracy').notNull(),
  loss: real('loss').notNull(),
  /** uint8, one an image. */
  actual: blob('actual', { mode: 'buffer' }).notNull(),
  predicted: blob('predicted', { mode: 'buffer' }).notNull(),
  /** float32 [images × classes] */
  probabilities: blob('probabilities', { mode: 'buffer' }).notNull(),
  /** uint32 [actual × predicted] */
  confusion: blob('confusion', { mode: 'buffer' }).notNull(),
})
