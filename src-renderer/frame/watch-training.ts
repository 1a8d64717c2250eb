import { shallowRef } from 'vue'

/** Rises with each wish to see the run that trains; the experiment page answers it. */
export const watchWishes = shallowRef(0)

/** Has the experiment page show the run that trains, not the experiment that is prepared. */
export function watchTraining(): void {
  watchWishes.value++
}
