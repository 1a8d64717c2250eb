import { eq, inArray, isNull, lt, or, and } from 'drizzle-orm'
import type { ExperimentSpec } from '#contract/experiment-spec'
import type { Artifact, EpochFigures, RunEvent, RunStatus } from '#contract/run'
import type { Evaluation } from '#contract/training'
import type { WriteAccess } from './access'
import { unknownRun } from './errors'
import { newRunId } from './ids'
import { thisMachine } from './machine'
import { countConfusion } from './predictions'
import type { ProcessIdentity } from './process-identity'
import { artifacts, epochs, evaluations, events, runs } from './schema'

type RunChange = Partial<Omit<typeof runs.$inferInsert, 'number' | 'id'>>

/** Changes to stored runs, each inside the caller's transaction. Nothing here reads for display. */
export class RunWriter {
  constructor(
    private readonly write: WriteAccess,
    private readonly owner: ProcessIdentity,
  ) {}

  create(spec: ExperimentSpec): string {
    const id = newRunId()
    const row = {
      id,
      name: spec.name,
      status: 'queued' as const,
      datasetId: spec.dataset.id,
      modelId: spec.model.id,
      modelName: spec.model.name,
      seed: spec.recipe.seed,
      batchSize: spec.recipe.batchSize,
      epochsPlanned: spec.recipe.epochs,
      createdAt: Date.now(),
      machine: thisMachine(),
      ownerPid: this.owner.pid,
      ownerStart: this.owner.start,
      spec: JSON.stringify(spec),
    }
    this.write.insert(runs).values(row).run()
    return id
  }

  /** @throws WorkbenchError `run.unknown` */
  find(runId: string): { number: number; status: RunStatus; startedAt: number | null } {
    const { number, status, startedAt } = runs
    const found = this.write
      .select({ number, status, startedAt })
      .from(runs)
      .where(eq(runs.id, runId))
      .get()
    if (!found) throw unknownRun(runId)
    return found
  }

  change(run: number, change: RunChange) {
    this.write.update(runs).set(change).where(eq(runs.number, run)).run()
  }

  raisePeakMemory(run: number, bytes: number) {
    const lower = or(isNull(runs.peakMemoryBytes), lt(runs.peakMemoryBytes, bytes))
    this.write
      .update(runs)
      .set({ peakMemoryBytes: bytes })
      .where(and(eq(runs.number, run), lower))
      .run()
  }

  addEvent(run: number, event: RunEvent) {
    this.write
      .insert(events)
      .values({ run, ...event })
      .run()
  }

  addEpoch(run: number, figures: EpochFigures) {
    this.write
      .insert(epochs)
      .values({ run, ...figures })
      .onConflictDoUpdate({ target: [epochs.run, epochs.epoch], set: figures })
      .run()
  }

  addArtifact(run: number, artifact: Artifact) {
    const { bytes, createdAt } = artifact
    this.write
      .insert(artifacts)
      .values({ run, ...artifact })
      .onConflictDoUpdate({
        target: [artifacts.run, artifacts.kind, artifacts.path],
        set: { bytes, createdAt },
      })
      .run()
  }

  setEvaluation(run: number, evaluation: Evaluation) {
    const { classNames, accuracy, loss, actual, predicted, probabilities } = evaluation
    const row = {
      classNames,
      accuracy,
      loss,
      actual: bytesOf(actual),
      predicted: bytesOf(predicted),
      probabilities: bytesOf(probabilities),
      confusion: bytesOf(countConfusion(evaluation)),
    }
    this.write
      .insert(evaluations)
      .values({ run, ...row })
      .onConflictDoUpdate({ target: evaluations.run, set: row })
      .run()
  }

  hide(runIds: readonly string[]) {
    const { pid, start } = this.owner
    this.markDeleted(runIds, { deletedAt: Date.now(), deleterPid: pid, deleterStart: start })
  }

  restore(runIds: readonly string[]) {
    this.markDeleted(runIds, { deletedAt: null, deleterPid: null, deleterStart: null })
  }

  private markDeleted(runIds: readonly string[], mark: RunChange) {
    this.write
      .update(runs)
      .set(mark)
      .where(inArray(runs.id, [...runIds]))
      .run()
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint8Array | Float32Array | Uint32Array) {
  return Buffer.from(buffer, byteOffset, byteLength)
}
