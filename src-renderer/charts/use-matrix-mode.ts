import { useLocalStorage } from '@vueuse/core'
import type { ConfusionMode } from './confusion-layout'

/** What the cells of every matrix say, as the user chose it last. */
export function useMatrixMode() {
  return useLocalStorage<ConfusionMode>('charts.matrixMode', 'counts')
}
