import type { Handlers } from './register'
import type { Services } from './services'

export function runHandlers({ store, analysis, queue, push }: Services) {
  const changed = (runIds: string[]) => {
    push('runs:changed', { runIds })
  }
  return {
    'runs:list': (query) => store.call('listRuns', query),
    'runs:get': ({ runId }) => store.call('getRun', runId),
    'runs:metrics': (query) => {
      queue.flushPoints()
      return store.call('readMetrics', query)
    },
    'runs:predictedImages': async (query) => {
      const { datasetId, ...found } = await store.call('findPredictedImages', query)
      const pixels = await analysis().call('readTestImages', { datasetId, indices: found.indices })
      return { ...found, pixels }
    },
    'runs:confidence': ({ runId }) => store.call('getConfidence', runId),
    'runs:rename': async ({ runId, name }) => {
      const summary = await store.call('renameRun', { runId, name })
      changed([runId])
      return summary
    },
    'runs:keep': async ({ runId }) => {
      const summary = await store.call('keepRun', runId)
      changed([runId])
      return summary
    },
    'runs:note': async ({ runId, note }) => {
      const summary = await store.call('noteRun', { runId, note })
      changed([runId])
      return summary
    },
    'runs:delete': async ({ runIds }) => {
      const freed = await store.call('deleteRuns', runIds)
      changed(runIds)
      return freed
    },
    'runs:restore': async ({ runIds }) => {
      await store.call('restoreRuns', runIds)
      changed(runIds)
      return undefined
    },
  } satisfies Partial<Handlers>
}
