import { createSharedComposable, useIntervalFn } from '@vueuse/core'
import { shallowRef } from 'vue'

const tickMs = 10_000

/** Milliseconds since 1970 by one clock for all, so that ages beside each other never disagree. */
export const useNow = createSharedComposable(() => {
  const now = shallowRef(Date.now())
  useIntervalFn(() => (now.value = Date.now()), tickMs)
  return now
})
