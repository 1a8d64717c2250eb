import { WorkbenchError } from '#contract/problem'
import { boundingBox } from './box'
import { crop, resample, type Plane } from './resample'

/** Ink in bytes, 0 paper to 255 full ink, row by row. */
export interface Ink {
  readonly width: number
  readonly height: number
  readonly values: Uint8Array
}

/** Side of MNIST's images. */
export const fieldSize = 28
/** Side of the box that the digit fits. */
const boxSize = 20
/** Pixel index at which the centre of mass stands: in all of MNIST it lies within 14 ± 0.5. */
const centre = 14

/**
 * Makes an MNIST image of a drawing, as its authors made theirs: the digit's bounding box is
 * scaled to fit 20×20 with its aspect ratio kept and anti-aliasing, then moved so that its
 * centre of mass stands in the middle of the 28×28 field, by whole pixels.
 * @returns 784 bytes.
 * @see LeCun, Bottou, Bengio, Haffner, “Gradient-based learning applied to document
 * recognition”, 1998, section III.A, and the page of the MNIST database.
 * @throws WorkbenchError `predict.empty` where there is no ink.
 */
export function preprocessInk(ink: Ink): Uint8Array<ArrayBuffer> {
  const box = boundingBox(ink)
  if (!box) throw new WorkbenchError('predict.empty', 'There is nothing drawn yet.')
  const scale = boxSize / Math.max(box.width, box.height)
  const fitted = resample(
    crop(ink.values, ink.width, box),
    Math.max(1, Math.round(box.width * scale)),
    Math.max(1, Math.round(box.height * scale)),
  )
  return place(fitted)
}

/** Puts the digit into the field, its centre of mass in the middle, but never over the edge. */
function place(digit: Plane): Uint8Array<ArrayBuffer> {
  const { x, y, peak } = centreOfMass(digit)
  const left = clamp(Math.round(centre - x), 0, fieldSize - digit.width)
  const top = clamp(Math.round(centre - y), 0, fieldSize - digit.height)
  // Ink is full somewhere in every MNIST digit; thin or faint strokes are raised to that.
  const gain = 255 / peak
  const image = new Uint8Array(fieldSize * fieldSize)
  digit.values.forEach((value, index) => {
    const row = top + Math.floor(index / digit.width)
    const column = left + (index % digit.width)
    image[row * fieldSize + column] = Math.min(255, Math.round(value * gain))
  })
  return image
}

/** In pixel indices, with the greatest value. */
function centreOfMass({ width, values }: Plane) {
  let [mass, alongX, alongY, peak] = [0, 0, 0, 0]
  values.forEach((value, index) => {
    mass += value
    alongX += value * (index % width)
    alongY += value * Math.floor(index / width)
    peak = Math.max(peak, value)
  })
  return { x: alongX / mass, y: alongY / mass, peak }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
