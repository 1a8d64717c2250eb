import { WorkbenchError } from '#contract/problem'
import type { Ink } from './preprocess'

export interface GreyPicture {
  readonly width: number
  readonly height: number
  /** 0 black to 255 white. */
  readonly grey: Float32Array
  /** 0 transparent to 1. */
  readonly alpha: Float32Array
}

/** Ink that differs less from its paper, out of 255, is taken for none. */
const faintest = 24

/**
 * Tells ink from paper: the picture's border is paper, whatever differs from it is ink,
 * be it darker or lighter. What the paper itself varies by is left out.
 * @throws WorkbenchError `predict.empty` where nothing stands out.
 */
export function inkOf(picture: GreyPicture): Ink {
  const { width, height } = picture
  const grey = flatten(picture)
  const border = borderOf(grey, width, height)
  const paper = median(border)
  const lightPaper = paper >= 128
  const difference = grey.map((value) => Math.max(0, lightPaper ? paper - value : value - paper))
  const strongest = difference.reduce((most, value) => Math.max(most, value), 0)
  if (strongest < faintest)
    throw new WorkbenchError('predict.empty', 'There is nothing to see in the picture.')
  const floor = noiseFloor(border, paper, strongest)
  const gain = 255 / (strongest - floor)
  const values = Uint8Array.from(difference, (value) =>
    Math.round(Math.max(0, value - floor) * gain),
  )
  return { width, height, values }
}

/** Lays a transparent picture on the ground from which what is drawn on it stands out most. */
function flatten({ grey, alpha }: GreyPicture): Float32Array {
  let [covered, sum] = [0, 0]
  grey.forEach((value, pixel) => {
    const opacity = alpha[pixel] ?? 1
    covered += opacity
    sum += value * opacity
  })
  const ground = covered > 0 && sum / covered >= 128 ? 0 : 255
  return grey.map((value, pixel) => {
    const opacity = alpha[pixel] ?? 1
    return value * opacity + ground * (1 - opacity)
  })
}

function borderOf(grey: Float32Array, width: number, height: number): Float32Array {
  return grey.filter((_, pixel) => {
    const x = pixel % width
    const y = Math.floor(pixel / width)
    return x === 0 || y === 0 || x === width - 1 || y === height - 1
  })
}

/** Zero on clean paper; on grain, as of a scan, enough for no speck to count as ink. */
function noiseFloor(border: Float32Array, paper: number, strongest: number): number {
  const grain = median(border.map((value) => Math.abs(value - paper)))
  return grain === 0 ? 0 : Math.min(strongest / 2, Math.max(6 * grain, strongest / 5))
}

function median(values: Float32Array): number {
  const sorted = values.slice().sort()
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
