import { z } from 'zod'

/** Every curve of a run. The position in this list is the series' number in store and batches. */
export const metricSeries = [
  'train.loss',
  'train.accuracy',
  'validation.loss',
  'validation.accuracy',
  'learningRate',
  'imagesPerSecond',
  'memory',
] as const
export const seriesSchema = z.enum(metricSeries)
export type Series = z.infer<typeof seriesSchema>

/** Points as columns of equal length: cheap to copy between processes and to draw. */
export const pointColumnsSchema = z
  .object({
    /** Number of the series in `metricSeries`. */
    series: z.instanceof(Uint8Array),
    /** Optimiser steps done when the value was taken. */
    step: z.instanceof(Uint32Array),
    /** Epochs done, with its fraction. */
    epoch: z.instanceof(Float32Array),
    /** Milliseconds since 1970. */
    time: z.instanceof(Float64Array),
    value: z.instanceof(Float64Array),
  })
  .refine(
    ({ series, step, epoch, time, value }) =>
      [step, epoch, time, value].every((column) => column.length === series.length),
    'columns of unequal length',
  )
export type PointColumns = z.infer<typeof pointColumnsSchema>

/** A handful of points on their way to the window; the window answers with `sequence`. */
export const metricBatchSchema = z.object({
  runId: z.string(),
  sequence: z.number().int(),
  points: pointColumnsSchema,
})
export type MetricBatch = z.infer<typeof metricBatchSchema>

export const metricQuerySchema = z.strictObject({
  runId: z.string().max(64),
  series: z.array(seriesSchema).min(1).max(metricSeries.length),
  /** Thinned to about so many points a series, keeping each bucket's extremes. */
  maxPoints: z.number().int().min(10).max(1_000_000),
})
export type MetricQuery = z.infer<typeof metricQuerySchema>

export const emptyPoints = (): PointColumns => ({
  series: new Uint8Array(0),
  step: new Uint32Array(0),
  epoch: new Float32Array(0),
  time: new Float64Array(0),
  value: new Float64Array(0),
})
