import { useI18n } from 'vue-i18n'
import { formatCount, formatNumber } from '../ui/format'
import type { NumberLimits } from './number-limits'

const shown = (value: number) =>
  Number.isInteger(value) ? formatCount(value) : value < 1e-3 ? formatNumber(value, 1) : `${value}`

/** What a number may be, in the language of the window. */
export function useLimitsText() {
  const { t } = useI18n()
  return (limits: NumberLimits) =>
    t(limits.whole ? 'model.wholeBetween' : 'model.between', {
      min: shown(limits.min),
      max: shown(limits.max),
    })
}
