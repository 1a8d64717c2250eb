import { WorkbenchError } from '#contract/problem'
import { boundingBox, within } from './box'
import { paperOf } from './paper'
import { withoutSpecks } from './patches'
import type { Ink } from './preprocess'
import { deviationOf } from './quantile'
import type { Plane } from './resample'
import { smooth } from './smooth'

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
/** Grain is averaged over squares of such a share of the picture's longer side to each side. */
const grainRadius = 1 / 150
/** On paper with grain: share of the strongest ink that a mean has to reach, and a pixel. */
const faintMean = 1 / 5
const faintPixel = 1 / 10

/**
 * Tells ink from paper: the picture's border is paper, and ink is what departs from it to that
 * side, darker or lighter, to which more does. What the paper itself varies by is left out.
 * @throws WorkbenchError `predict.nothingSeen` where nothing stands out.
 */
export function inkOf(picture: GreyPicture): Ink {
  const flat = flatten(picture)
  const { tones, clean, pixels } = paperOf(flat)
  const departure = { ...flat, values: flat.values.map((value, i) => value - (tones[i] ?? 0)) }
  const ink = clean ? inkOnClean(departure) : inkOnGrain(departure, pixels)
  const gain = 255 / strongest(ink)
  return { ...ink, values: Uint8Array.from(ink.values, (value) => Math.round(value * gain)) }
}

/**
 * All that departs within the digit is ink, however little of it a pixel has; around it, what is
 * faint is a trace of the scan or of JPEG, and would make the digit small in its box.
 */
function inkOnClean(departure: Plane): Plane {
  const ink = toSide(departure, inkSide(departure, 0))
  mustStandOut(ink, faintest)
  const box = boundingBox(withoutSpecks(above(ink, faintPixel * strongest(ink))))
  return box ? within(ink, box) : ink
}

/** Ink is where the mean of a few pixels stands out; how much there is, each pixel tells itself. */
function inkOnGrain(departure: Plane, paper: readonly number[]): Plane {
  const { width, height } = departure
  const even = smooth(departure, Math.round(grainRadius * Math.max(width, height)))
  const varies = Float32Array.from(paper, (pixel) => Math.abs(even.values[pixel] ?? 0))
  // By hardly more does the most of so many normal values depart.
  const grain = 1.1 * Math.sqrt(2 * Math.log(width * height)) * deviationOf(varies)
  const sign = inkSide(even, grain)
  const means = toSide(even, sign)
  mustStandOut(means, Math.max(faintest, grain))
  const most = strongest(means)
  const patches = withoutSpecks(above(means, Math.max(grain, faintMean * most)))
  const ink = above(toSide(departure, sign), faintPixel * most)
  return { ...ink, values: ink.values.map((value, pixel) => (patches.values[pixel] ? value : 0)) }
}

/** The side to which more departs than grain does: −1 where ink is darker, 1 where it is lighter. */
function inkSide({ values }: Plane, grain: number): number {
  const beyond = (value: number) => Math.max(0, value - grain) ** 2
  const balance = values.reduce((sum, value) => sum + beyond(value) - beyond(-value), 0)
  return balance > 0 ? 1 : -1
}

const toSide = (departure: Plane, sign: number) => above(departure, 0, sign)

function above(plane: Plane, floor: number, sign = 1): Plane {
  return { ...plane, values: plane.values.map((value) => Math.max(0, sign * value - floor)) }
}

function mustStandOut(ink: Plane, least: number) {
  if (strongest(ink) >= least) return
  throw new WorkbenchError(
    'predict.nothingSeen',
    'Nothing in the picture stands out from its paper. Take one in which the digit is clearly darker or lighter than the paper, with paper all around it.',
  )
}

const strongest = ({ values }: Plane) => values.reduce((most, value) => Math.max(most, value), 0)

/** Lays a transparent picture on the ground from which what is drawn on it stands out most. */
function flatten({ width, height, grey, alpha }: GreyPicture): Plane {
  let [covered, sum] = [0, 0]
  grey.forEach((value, pixel) => {
    const opacity = alpha[pixel] ?? 1
    covered += opacity
    sum += value * opacity
  })
  const ground = covered > 0 && sum / covered >= 128 ? 0 : 255
  const values = grey.map((value, pixel) => {
    const opacity = alpha[pixel] ?? 1
    return value * opacity + ground * (1 - opacity)
  })
  return { width, height, values }
}
