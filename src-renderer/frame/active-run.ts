import { computed, shallowRef } from 'vue'
import type { ActiveRun, TrainingState } from '#contract/training'
import { request, useListen } from '../api'

const state = shallowRef<TrainingState>({ active: null, queue: [] })

/** The run that trains now, and how many wait. */
export const activeRun = computed(() => state.value.active)
export const queueLength = computed(() => state.value.queue.length)

/**
 * Whether the run can rest, or go on. During validation too: it takes hold at the next step, and a
 * key pressed then must not be lost. A learner's fit has no steps between which it could rest.
 */
export const canBePaused = (run: ActiveRun | null): boolean =>
  run !== null &&
  (run.status === 'paused' ||
    (run.epochs > 0 && (run.phase === 'training' || run.phase === 'validating')))

/** Follows the training; once, by the frame. */
export function useTrainingState(): void {
  let pushed = false
  useListen('training:state', (value) => {
    pushed = true
    state.value = value
  })
  useListen('training:active', (active) => (state.value = { ...state.value, active }))
  request('training:state')
    // What was pushed meanwhile is newer.
    .then((value) => !pushed && (state.value = value))
    // The next push says it again.
    .catch(() => undefined)
}
