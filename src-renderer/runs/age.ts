const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
  ['month', 2_629_800_000],
  ['year', 31_557_600_000],
]

/**
 * How long ago something was, in its largest whole unit: `5 min. ago`, `3 days ago`.
 * @param time milliseconds since 1970
 */
export function formatAge(time: number, locale: string, now: number): string {
  const ago = Math.max(0, now - time)
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'narrow' })
  const [unit, size] = units.findLast(([, length]) => ago >= length) ?? ['second', Infinity]
  // Less than a minute is “now” in the language's own word.
  return format.format(unit === 'second' ? 0 : -Math.floor(ago / size), unit)
}
