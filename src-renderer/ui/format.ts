import { percentDone } from '#contract/percent-done'
import { secondsText } from '#contract/seconds-text'

export { percentDone }

/** Figures as the whole app writes them; see the unit tests for every form. */

/** Narrow, and never the end of a line. */
export const thinSpace = '\u202f'
const none = '–'

const isFigure = (value: number | null | undefined): value is number =>
  typeof value === 'number' && Number.isFinite(value)

/** A share as a percentage with two decimals: 0.9912 → `99.12 %`. */
export function formatAccuracy(share: number | null | undefined): string {
  return isFigure(share) ? `${accuracyFigure(share)}${thinSpace}%` : none
}

/** The figure of an accuracy, where its unit stands elsewhere: 0.9912 → `99.12`. */
export const accuracyFigure = (share: number): string => (share * 100).toFixed(2)

/** A share as a percentage with one decimal, for small places: 0.123 → `12.3 %`. */
export function formatShare(share: number | null | undefined): string {
  return isFigure(share) ? `${(share * 100).toFixed(1)}${thinSpace}%` : none
}

/** How much of something is done, in words: 0.996 → `99 %`. */
export const formatDone = (share: number): string => `${percentDone(share)}${thinSpace}%`

/** Three significant digits: 0.034567 → `0.0346`, 2.5e-7 → `2.50e-7`. */
export function formatLoss(loss: number | null | undefined): string {
  return formatNumber(loss, 3)
}

/** So many significant digits, without an exponent wherever that stays readable. */
export function formatNumber(value: number | null | undefined, digits = 3): string {
  if (!isFigure(value)) return none
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size >= 1e-4 && size < 10 ** digits) return value.toPrecision(digits)
  if (size >= 10 ** digits && size < 1e9) return formatCount(value)
  return value.toExponential(digits - 1).replace('e+', 'e')
}

/** Whole numbers in groups of three: 60000 → `60 000` with thin spaces. */
export function formatCount(count: number | null | undefined): string {
  if (!isFigure(count)) return none
  const digits = Math.abs(Math.round(count)).toString()
  const grouped = digits.replace(/\B(?=(\d{3})+(?!\d))/g, thinSpace)
  return Math.round(count) < 0 ? `−${grouped}` : grouped
}

/** Large counts in short: 1234567 → `1.23 M`. */
export function formatShortCount(count: number | null | undefined): string {
  if (!isFigure(count)) return none
  const units: [number, string][] = [
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ]
  for (const [size, unit] of units) {
    // 999,950 would round to 1000 k.
    if (Math.abs(count) >= size * 0.9995)
      return `${(count / size).toPrecision(3)}${thinSpace}${unit}`
  }
  return formatCount(count)
}

/** 0.069 → `0.069 s`, 4 → `4.0 s`, 80 → `1 m 20 s`, 3720 → `1 h 02 m`. */
export function formatDuration(seconds: number | null | undefined): string {
  if (!isFigure(seconds) || seconds < 0) return none
  if (seconds < 9.95) return `${secondsText(seconds)}${thinSpace}s`
  const whole = Math.round(seconds)
  const two = (value: number) => value.toString().padStart(2, '0')
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  if (hours > 0) return `${hours}${thinSpace}h ${two(minutes)}${thinSpace}m`
  if (minutes > 0) return `${minutes}${thinSpace}m ${two(whole % 60)}${thinSpace}s`
  return `${whole}${thinSpace}s`
}

/** What is left of something, which is never known to a part of a second: 0.27 → `1 s`. */
export const formatTimeLeft = (seconds: number | null | undefined): string =>
  isFigure(seconds) && seconds >= 0 && seconds < 10
    ? `${Math.ceil(seconds)}${thinSpace}s`
    : formatDuration(seconds)

/** Bytes in steps of 1000, three significant digits: 904123456 → `904 MB`. */
export function formatBytes(bytes: number | null | undefined): string {
  if (!isFigure(bytes)) return none
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (Math.abs(value) >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  const text = unit === 0 || Math.abs(value) >= 99.95 ? value.toFixed(0) : value.toPrecision(3)
  return `${text}${thinSpace}${units[unit] ?? ''}`
}

/** Images a second: 2540.3 → `2 540/s`. */
export function formatRate(perSecond: number | null | undefined): string {
  if (!isFigure(perSecond)) return none
  return `${perSecond < 10 ? perSecond.toFixed(1) : formatCount(perSecond)}/s`
}

/**
 * A moment as one reads it beside a list: today the time, this year day and time, else the date.
 * @param time milliseconds since 1970
 */
export function formatWhen(
  time: number | null | undefined,
  locale: string,
  now: number = Date.now(),
): string {
  if (!isFigure(time)) return none
  const date = new Date(time)
  const today = new Date(now)
  const clock = { hour: '2-digit', minute: '2-digit' } as const
  const day = { month: 'short', day: 'numeric' } as const
  if (date.toDateString() === today.toDateString())
    return new Intl.DateTimeFormat(locale, clock).format(date)
  if (date.getFullYear() === today.getFullYear())
    return new Intl.DateTimeFormat(locale, { ...day, ...clock }).format(date)
  return new Intl.DateTimeFormat(locale, { ...day, year: 'numeric' }).format(date)
}
