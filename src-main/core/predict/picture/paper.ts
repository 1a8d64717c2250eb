import { borderOf, median, spreadAround } from './border'
import { fitSurface, toneAt } from './light-surface'
import type { Plane } from './resample'

/**
 * The paper of a picture, told from its border. Clean paper is of the tone that the most of the
 * border is of; of a photograph, whose light is never even, it is a surface that fits the border.
 * @returns its grey values, and whether it is clean
 */
export function paperOf({ width, height, values }: Plane): { tones: Float32Array; clean: boolean } {
  const border = borderOf({ width, height, values })
  const along = Float32Array.from(border, (pixel) => values[pixel] ?? 0)
  const tone = median(along)
  if (spreadAround(along, tone) === 0) return { tones: values.map(() => tone), clean: true }
  const [x, y] = [axis(width), axis(height)]
  const column = (pixel: number) => x(pixel % width)
  const row = (pixel: number) => y(Math.floor(pixel / width))
  const surface = fitSurface(border.map(column), border.map(row), along)
  const tones = values.map((_, pixel) => toneAt(surface, column(pixel), row(pixel)))
  return { tones, clean: false }
}

/** Where the middle of a pixel lies along an edge, −1…1. */
const axis = (length: number) => (pixel: number) => (2 * pixel + 1) / length - 1
