import { computed, onScopeDispose, shallowRef } from 'vue'
import type { ExportFormat, ExportProgress, PreparedExport } from '#contract/export'
import type { Failure } from '#contract/problem'
import { timeLeft } from '#contract/time-left'
import { failureOf, request, useListen } from '../api'

export type ExportStep = 'idle' | 'preparing' | 'ready' | 'failed' | 'saved'

/** One export from its preparation to the saved file; it can be cancelled at any time. */
export function useExport() {
  const step = shallowRef<ExportStep>('idle')
  const progress = shallowRef<ExportProgress | null>(null)
  const prepared = shallowRef<PreparedExport | null>(null)
  const failure = shallowRef<Failure | null>(null)
  const savedPath = shallowRef<string | null>(null)
  const saving = shallowRef(false)
  let attempt = 0
  let runOfAttempt = ''

  /** When the stage that is told of began. */
  let stageBegan = 0

  useListen('export:progress', (value) => {
    if (step.value !== 'preparing' || value.runId !== runOfAttempt) return
    if (value.stage !== progress.value?.stage) stageBegan = performance.now()
    progress.value = value
  })

  const discard = (exportId: string) =>
    // Main clears its scratch folder at the next start in any case.
    request('export:discard', { exportId }).catch(() => undefined)

  async function prepare(runId: string, format: ExportFormat): Promise<void> {
    cancel()
    const mine = ++attempt
    runOfAttempt = runId
    step.value = 'preparing'
    try {
      const result = await request('export:prepare', { runId, format })
      if (mine !== attempt) return void discard(result.exportId)
      prepared.value = result
      step.value = 'ready'
    } catch (error) {
      if (mine !== attempt) return
      failure.value = failureOf(error)
      step.value = 'failed'
    }
  }

  async function save(): Promise<void> {
    const ready = prepared.value
    if (!ready || saving.value) return
    const mine = attempt
    saving.value = true
    try {
      const saved = await request('export:save', { exportId: ready.exportId })
      if (mine !== attempt || !saved) return
      savedPath.value = saved.path
      step.value = 'saved'
    } catch (error) {
      if (mine === attempt) failure.value = failureOf(error)
    } finally {
      saving.value = false
    }
  }

  /** Forgets the export; a prepared file that was not saved is thrown away. */
  function cancel(): void {
    attempt++
    // It then fails, and nobody waits for it any more.
    if (step.value === 'preparing')
      request('export:cancel', { runId: runOfAttempt }).catch(() => undefined)
    if (prepared.value && step.value !== 'saved') void discard(prepared.value.exportId)
    step.value = 'idle'
    progress.value = prepared.value = failure.value = savedPath.value = null
  }
  onScopeDispose(cancel)

  const fraction = computed(() => progress.value?.fraction ?? 0)
  const secondsLeft = computed(() => {
    const elapsed = (performance.now() - stageBegan) / 1000
    return progress.value?.stage === 'verifying' ? timeLeft(fraction.value, elapsed) : null
  })
  const told = { step, progress, fraction, secondsLeft, prepared, failure, savedPath, saving }
  return { ...told, prepare, save, cancel }
}
