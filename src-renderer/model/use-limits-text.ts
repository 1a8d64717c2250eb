import { useI18n } from 'vue-i18n'
import { formatCount } from '../ui/format'
import type { NumberLimits } from './number-limits'

/** Both ends in one notation: powers of ten where the least is too small to be written out. */
function shownEnds({ min, max }: NumberLimits) {
  const powers = min > 0 && min < 1e-3
  const shown = (value: number) => {
    if (powers && (value < 1e-3 || value >= 1e3)) return value.toExponential().replace('e+', 'e')
    return Number.isInteger(value) ? formatCount(value) : `${value}`
  }
  return { min: shown(min), max: shown(max) }
}

/** What a number may be, in the language of the window. */
export function useLimitsText() {
  const { t } = useI18n()
  return (limits: NumberLimits) => {
    const key = limits.ofImages ? 'wholeToImages' : limits.whole ? 'wholeBetween' : 'between'
    return t(`model.${key}`, shownEnds(limits))
  }
}
