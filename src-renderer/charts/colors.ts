import { interpolateCividis, interpolatePuOr } from 'd3-scale-chromatic'

export { runColor, runPattern, type LinePattern } from '../ui/run-color'

type Rgb = readonly [number, number, number]

/** `#rrggbb`, `#rgb` (as a minifier writes it) or `rgb(r, g, b)` as bytes. */
export function parseColor(color: string): Rgb {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(color)
  if (short) return short.slice(1).map((digit) => parseInt(digit + digit, 16)) as never
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color)
  if (hex) return [hex[1], hex[2], hex[3]].map((part) => parseInt(part ?? '0', 16)) as never
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map(Number)
  return [red, green, blue]
}

const formatColor = (rgb: Rgb) =>
  `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`

const mix = (from: Rgb, to: Rgb, strength: number) =>
  formatColor(from.map((part, at) => part + ((to[at] ?? 0) - part) * strength) as never)

/**
 * Cividis (Nuñez, Anderton and Renslow, 2018) from the end nearer to the ground to the other, so
 * that more is louder in both themes; the least third fades into the ground.
 * @param share 0…1
 * @param ground colour of the window, `#rrggbb`
 */
export function sequentialColor(share: number, ground: string, dark: boolean): string {
  const within = Math.min(1, Math.max(0, share))
  const color = parseColor(interpolateCividis(dark ? 0.12 + 0.88 * within : 1 - within))
  return mix(parseColor(ground), color, Math.min(1, 0.3 + 2 * within))
}

/** A colour that stands back: the ground with a little of it. */
export const fadedColor = (color: string, ground: string): string =>
  mix(parseColor(ground), parseColor(color), 0.3)

/**
 * ColorBrewer's purple to orange with a true middle: −1 purple, 0 the ground itself, 1 orange.
 * @param ground colour of the window, `#rrggbb`
 */
export function divergingColor(value: number, ground: string): string {
  const within = Math.min(1, Math.max(-1, value))
  const end = parseColor(interpolatePuOr(within < 0 ? 0.1 : 0.88))
  return mix(parseColor(ground), end, Math.abs(within))
}

/** Relative luminance as WCAG 2.2 defines it. */
export function luminance(color: string): number {
  const [red, green, blue] = parseColor(color).map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast of two colours as WCAG 2.2 defines it, 1…21. */
export function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

/** Near-black or white, whichever reads better on the fill; 4.5:1 on any colour. */
export function textOn(fill: string): string {
  return contrast('#000000', fill) >= contrast('#ffffff', fill) ? '#000000' : '#ffffff'
}
