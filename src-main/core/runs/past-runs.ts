import type { Database } from 'better-sqlite3'
import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import {
  learnerExperimentSchema,
  networkExperimentSchema,
  type NetworkExperiment,
} from '#contract/experiment-spec'
import type { ReadAccess } from './access'
import type { PastFit } from './fit-cost'
import * as tables from './schema'

export interface FinishedRun {
  number: number
  datasetId: string
  spec: NetworkExperiment
  imagesPerSecond: number
  peakMemoryBytes: number | null
}

/** Finished runs that what a run will cost is told from. */
export class PastRuns {
  private readonly orm: ReadAccess

  constructor(database: Database) {
    this.orm = drizzle(database)
  }

  /** Networks that finished on the same machine, the newest first: what an estimate is told from. */
  networksOn(machine: string): FinishedRun[] {
    const { number, datasetId, epochsPlanned, imagesPerSecond, peakMemoryBytes, spec } = tables.runs
    const rows = this.orm
      .select({ number, datasetId, imagesPerSecond, peakMemoryBytes, spec })
      .from(tables.runs)
      .where(and(finishedOn(machine), gt(epochsPlanned, 0), gt(imagesPerSecond, 0)))
      .orderBy(desc(number))
      .limit(50)
      .all()
    return rows.flatMap((row) => {
      const parsed = networkExperimentSchema.safeParse(JSON.parse(row.spec))
      if (!parsed.success || row.imagesPerSecond === null) return []
      return [{ ...row, imagesPerSecond: row.imagesPerSecond, spec: parsed.data }]
    })
  }

  /** The same of a learner. @param modelId its kind in the gallery */
  fitsOn(machine: string, modelId: string): PastFit[] {
    const { number, peakMemoryBytes, spec } = tables.runs
    const { fitSeconds, predictSeconds } = tables.fits
    const rows = this.orm
      .select({ number, peakMemoryBytes, spec, fitSeconds, predictSeconds })
      .from(tables.runs)
      .innerJoin(tables.fits, eq(tables.fits.run, number))
      .where(and(finishedOn(machine), eq(tables.runs.modelId, modelId)))
      .orderBy(desc(number))
      .limit(50)
      .all()
    return rows.flatMap((row) => {
      const parsed = learnerExperimentSchema.safeParse(JSON.parse(row.spec))
      return parsed.success ? [{ ...row, spec: parsed.data }] : []
    })
  }
}

/** What the history shows; runs of another machine tell nothing of this one. */
const finishedOn = (machine: string) =>
  and(
    eq(tables.runs.machine, machine),
    eq(tables.runs.status, 'finished'),
    isNull(tables.runs.deletedAt),
  )
