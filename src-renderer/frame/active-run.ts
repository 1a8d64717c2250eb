import { computed, shallowRef } from 'vue'
import type { TrainingState } from '#contract/training'
import { request, useListen } from '../api'

const state = shallowRef<TrainingState>({ active: null, queue: [] })

/** The run that trains now, and how many wait. */
export const activeRun = computed(() => state.value.active)
export const queueLength = computed(() => state.value.queue.length)

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
