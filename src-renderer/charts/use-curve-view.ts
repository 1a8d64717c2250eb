import { useLocalStorage } from '@vueuse/core'
import type { XAxisKind } from './curves'

/** How the user likes to look at curves; the same in every view, kept from one start to the next. */
export interface CurveView {
  /** 0 (as measured) … 0.99 */
  smoothing: number
  xKind: XAxisKind
  logX: boolean
  logY: boolean
  /** Fit y to the smoothed curves after their first steps. */
  focus: boolean
}

export const defaultCurveView: CurveView = {
  smoothing: 0.6,
  xKind: 'epoch',
  logX: false,
  logY: false,
  focus: true,
}

export function useCurveView() {
  return useLocalStorage<CurveView>('charts.view', { ...defaultCurveView }, { mergeDefaults: true })
}
