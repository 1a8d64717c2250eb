import type { ExperimentSpec } from '#contract/experiment-spec'
import type { ExportFormat } from '#contract/export'
import type { MetricQuery } from '#contract/metrics'
import type { Problem } from '#contract/problem'
import type { PredictedImagesQuery, RunListQuery } from '#contract/run'
import type { TrainerMessage } from '#contract/training'
import { setStoreAside, type Store } from '#core/runs'
import type { Ending, LastWords } from './last-words'

interface RunEnding {
  runId: string
  status: 'crashed' | 'failed'
  reason: Problem
}

/** What main may ask of the store process. */
export function storeMethods(dataFolder: string, store: () => Store, lastWords: LastWords) {
  return {
    /** Opens the store, or says why it cannot be opened. */
    open: () => {
      store()
    },
    /** Puts aside a store that cannot be read, and opens a new one in its place. */
    setAside: () => {
      const aside = setStoreAside(dataFolder)
      store()
      return aside
    },
    createRun: (spec: ExperimentSpec) => store().createRun(spec),
    record: ({ runId, message }: { runId: string; message: TrainerMessage }) => {
      const write = () => {
        store().record(runId, message)
      }
      const ending = endingIn(message)
      if (ending) lastWords.say(runId, ending, write)
      else write()
    },
    /** Ends a run that did not say itself how it ended. */
    endRun: ({ runId, status, reason }: RunEnding) => {
      lastWords.say(runId, { status, reason }, () => {
        store().end(runId, status, reason)
      })
    },
    cancelQueued: (runId: string) => {
      store().end(runId, 'stopped', {
        code: 'run.unqueued',
        values: {},
        message: 'Taken out of the queue before it began.',
      })
    },
    listRuns: (query: RunListQuery) =>
      store()
        .reader.list(query)
        .map((run) => lastWords.addTo(run)),
    getRun: (runId: string) => {
      const detail = store().reader.detail(runId)
      return { ...detail, summary: lastWords.addTo(detail.summary) }
    },
    getRunHead: (runId: string) => ({
      summary: store().reader.summary(runId),
      spec: store().reader.spec(runId),
    }),
    readMetrics: (query: MetricQuery) => store().metrics(query),
    findPredictedImages: (query: PredictedImagesQuery) => store().reader.predictedImages(query),
    getConfidence: (runId: string) => store().reader.confidence(runId),
    renameRun: ({ runId, name }: { runId: string; name: string }) => store().rename(runId, name),
    noteRun: ({ runId, note }: { runId: string; note: string }) => store().note(runId, note),
    reopenRun: (runId: string) => store().reopen(runId),
    keepRun: (runId: string) => {
      store().keepAsIs(runId)
      return store().reader.summary(runId)
    },
    deleteRuns: (runIds: string[]) => store().delete(runIds),
    restoreRuns: (runIds: string[]) => {
      store().restore(runIds)
    },
    estimate: (spec: ExperimentSpec) => store().estimate(spec),
    getExportMaterial: ({ runId, format }: { runId: string; format: ExportFormat }) => ({
      detail: store().reader.detail(runId),
      evaluation: store().reader.evaluation(runId),
      points: format === 'bundle' ? store().allMetrics(runId) : null,
    }),
    recordExport: (done: { runId: string; kind: ExportFormat; path: string; bytes: number }) => {
      store().recordExport(done.runId, done.kind, done.path, done.bytes)
    },
  }
}

/** How the run ended, where the message says that it did. */
function endingIn(message: TrainerMessage): Ending | null {
  if (message.type === 'done') return { status: message.result.status, reason: null }
  if (message.type === 'failed') return { status: 'failed', reason: message.problem }
  return null
}

export type StoreMethods = ReturnType<typeof storeMethods>
