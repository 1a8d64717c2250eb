import { borderOf } from './border'
import { fitSurface, toneAt } from './light-surface'
import { deviationOf, median, quantile } from './quantile'
import type { Plane } from './resample'

export interface Paper {
  /** The grey value that each pixel has without ink. */
  readonly tones: Float32Array
  /** It varies by far less than ink departs from it. */
  readonly clean: boolean
  /** Some of the pixels that show it, from all over the picture. */
  readonly pixels: readonly number[]
}

/** What is off the border's tone by less than this share of what is furthest off is paper too. */
const paperShare = 1 / 4
/** Two in three pixels of clean paper are off its tone by no more than this share of the ink. */
const cleanShare = 1 / 75
/** Pixels that are further off, in standard deviations of the grain, do not show paper. */
const furthest = 3
/** Times that the grain is measured, each on those that the one before leaves. */
const rounds = 3
/** Pixels of a row, and rows, that are looked at: paper is told from no more. */
const lookedAt = 60

type Tone = (pixel: number) => number
type Pixels = readonly number[]

/**
 * Tells the paper of a picture. The border is paper, but it may be whiter than the rest, as in a
 * scan whose white is clipped; so what is little off its tone counts as well. Clean paper is of
 * one tone; that of a photograph, whose light is never even, is a surface.
 */
export function paperOf(picture: Plane): Paper {
  const border = borderOf(picture)
  const all = pixelsAllOver(picture)
  const outermost = median(at(picture, border))
  const even = like(picture, all, () => outermost)
  return (
    cleanPaper(picture, even, all) ??
    litPaper(picture, [even, like(picture, all, surfaceThrough(picture, border))], all)
  )
}

function cleanPaper(picture: Plane, pixels: Pixels, all: Pixels): Paper | null {
  const level = median(at(picture, pixels))
  const tone = () => level
  const most = quantile(off(picture, all, tone), 1)
  if (quantile(off(picture, pixels, tone), 2 / 3) > cleanShare * most) return null
  return { tones: picture.values.map(tone), clean: true, pixels }
}

/**
 * @param guesses each at the pixels that show the paper: ink on much of the border bends a surface
 * through it, and light that falls unevenly leaves few pixels of one tone
 */
function litPaper(picture: Plane, guesses: readonly Pixels[], all: Pixels): Paper {
  const fits = guesses.map((pixels) => {
    const tone = surfaceThrough(picture, pixels)
    return { pixels, tone, deviation: deviationOf(off(picture, all, tone)) }
  })
  const best = fits.reduce((one, other) => (other.deviation < one.deviation ? other : one))
  const { tone } = best
  let { pixels } = best
  for (let round = 0; round < rounds; round += 1) {
    const limit = furthest * deviationOf(off(picture, pixels, tone))
    pixels = closeTo(limit, picture, all, tone)
  }
  return { tones: picture.values.map((_, pixel) => tone(pixel)), clean: false, pixels }
}

/** Those that are paper if its tone is about the given one. */
const like = (picture: Plane, all: Pixels, tone: Tone) =>
  closeTo(paperShare * quantile(off(picture, all, tone), 1), picture, all, tone)

function closeTo(limit: number, picture: Plane, all: Pixels, tone: Tone): Pixels {
  const each = off(picture, all, tone)
  return all.filter((_, i) => (each[i] ?? 0) <= limit)
}

const off = ({ values }: Plane, pixels: Pixels, tone: Tone) =>
  Float32Array.from(pixels, (pixel) => Math.abs((values[pixel] ?? 0) - tone(pixel)))

const at = ({ values }: Plane, pixels: Pixels) =>
  Float32Array.from(pixels, (pixel) => values[pixel] ?? 0)

function pixelsAllOver({ width, height }: Plane): Pixels {
  const step = Math.ceil(Math.max(width, height) / lookedAt)
  const pixels: number[] = []
  for (let y = 0; y < height; y += step)
    for (let x = 0; x < width; x += step) pixels.push(y * width + x)
  return pixels
}

function surfaceThrough(picture: Plane, pixels: Pixels): Tone {
  const { width, height } = picture
  const [x, y] = [axis(width), axis(height)]
  const column = (pixel: number) => x(pixel % width)
  const row = (pixel: number) => y(Math.floor(pixel / width))
  const surface = fitSurface(pixels.map(column), pixels.map(row), at(picture, pixels))
  return (pixel) => toneAt(surface, column(pixel), row(pixel))
}

/** Where the middle of a pixel lies along an edge, −1…1. */
const axis = (length: number) => (pixel: number) => (2 * pixel + 1) / length - 1
