import { defineStore } from 'pinia'
import { computed, markRaw, shallowRef, watch } from 'vue'
import type { ExperimentSpec } from '#contract/experiment-spec'
import type { Failure } from '#contract/problem'
import type { RunSummary } from '#contract/run'
import type { TrainingState } from '#contract/training'
import { failureOf, request, useListen } from '../api'
import { canBePaused } from '../frame/active-run'
import { whenFolderChanges } from '../frame/app-info'
import { registerCommand } from '../frame/commands'
import { useMenuAbility } from '../frame/menu-state'
import { useRunFeed } from './use-run-feed'
import { useWatchedRun } from './use-watched-run'

/** The run that trains and those that wait. Lives as long as the window; pages come and go. */
export const useTraining = defineStore('training', () => {
  const state = shallowRef<TrainingState>({ active: null, queue: [] })
  const queued = shallowRef<RunSummary[]>([])
  /** A command that failed, for the page to tell. */
  const failure = shallowRef<Failure | null>(null)
  const watched = useWatchedRun()
  const feed = useRunFeed()
  const active = computed(() => state.value.active)

  // Each part of the state is newest as it was pushed last; the answer fills what was not.
  let told = false
  useListen('training:state', (value) => {
    told = true
    state.value = value
  })
  useListen('training:active', (run) => (state.value = { ...state.value, active: run }))
  const ready = request('training:state')
    .then(({ active: first, queue }) => {
      if (!told) state.value = { active: state.value.active ?? first, queue }
    })
    .catch((error: unknown) => {
      failure.value = failureOf(error)
    })

  /** Already in view before it was told that it trains. */
  let begunHere: string | null = null
  // The view follows the run that trains; one that has ended stays in view until the next begins.
  watch(
    () => active.value?.runId ?? null,
    (runId) => {
      if (runId === null || runId === begunHere) return
      begunHere = null
      watched.watchRun(runId)
      void feed.follow(runId)
    },
    { immediate: true, flush: 'sync' },
  )

  whenFolderChanges(() => watched.watchRun(null))

  async function loadQueue(): Promise<void> {
    const ids = state.value.queue
    if (ids.length === 0) {
      queued.value = []
      return
    }
    try {
      const runs = await request('runs:list', { search: 'queued' })
      const byId = new Map(runs.map((run) => [run.id, run]))
      queued.value = state.value.queue.flatMap((id) => byId.get(id) ?? [])
    } catch (error) {
      failure.value = failureOf(error)
    }
  }
  watch(() => state.value.queue.join(), loadQueue, { immediate: true })

  /** Carries a command out; a failure is kept for the page. */
  async function attempt(action: () => Promise<unknown>): Promise<void> {
    failure.value = null
    try {
      await action()
    } catch (error) {
      failure.value = failureOf(error)
    }
  }

  /** @throws RequestFailure where the run could not be made */
  async function start(spec: ExperimentSpec): Promise<{ runId: string; queued: boolean }> {
    const begun = await request('training:start', spec)
    if (!begun.queued && begun.runId !== watched.runId.value) {
      begunHere = begun.runId
      watched.watchRun(begun.runId)
      void feed.follow(begun.runId)
    }
    return begun
  }

  async function setRate(learningRate: number): Promise<void> {
    const run = active.value
    if (run) await attempt(() => request('training:setRate', { runId: run.runId, learningRate }))
  }

  const paused = computed(() => active.value?.status === 'paused')
  const canPause = computed(() => canBePaused(active.value))

  function togglePause(): void {
    const run = active.value
    if (!run) return
    const channel = paused.value ? 'training:resume' : 'training:pause'
    void attempt(() => request(channel, { runId: run.runId }))
  }

  /** Stops the run that trains; what it has is kept. */
  function stop(): void {
    const run = active.value
    if (run) void attempt(() => request('training:stop', { runId: run.runId }))
  }

  /** Takes a waiting run out of the queue. */
  function removeQueued(runId: string): void {
    void attempt(() => request('training:stop', { runId }))
  }

  // In force on every page: one may leave the experiment while it trains.
  registerCommand('pauseTraining', togglePause, () => canPause.value)
  registerCommand('stopTraining', stop, () => active.value !== null)
  useMenuAbility(() => ({ canPause: canPause.value, canStop: active.value !== null }))

  return {
    active,
    queued,
    /** Settled once it is known what trains. */
    ready: markRaw(ready),
    failure,
    watchedId: watched.runId,
    detail: watched.detail,
    detailFailure: watched.failure,
    reload: watched.load,
    drawing: feed.drawing,
    drawsWhole: feed.drawsWhole,
    reading: feed.reading,
    latencyP95: feed.latencyP95,
    historyFailure: feed.historyFailure,
    // Read as it is at each drawing; Vue need not look into it.
    curves: markRaw(feed.curves),
    attachChart: feed.attach,
    canPause,
    paused,
    start,
    setRate,
    togglePause,
    stop,
    removeQueued,
  }
})
