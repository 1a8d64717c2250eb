export interface Point {
  x: number
  y: number
}

export interface Stroke {
  /** In pixels of the pad. */
  points: Point[]
  width: number
}

/** Edge of the pad in its own pixels: ten for each of MNIST's. */
export const padSize = 280

/** Draws strokes as round, even lines; quadratic curves through the middles keep them smooth. */
export function paintStroke(
  context: CanvasRenderingContext2D,
  { points, width }: Stroke,
  color: string,
): void {
  const [first] = points
  if (!first) return
  context.strokeStyle = context.fillStyle = color
  context.lineWidth = width
  context.lineCap = context.lineJoin = 'round'
  context.beginPath()
  if (points.length === 1) {
    context.arc(first.x, first.y, width / 2, 0, Math.PI * 2)
    context.fill()
    return
  }
  context.moveTo(first.x, first.y)
  points.forEach((point, index) => {
    const next = points[index + 1]
    if (next)
      context.quadraticCurveTo(point.x, point.y, (point.x + next.x) / 2, (point.y + next.y) / 2)
    else context.lineTo(point.x, point.y)
  })
  context.stroke()
}

/** Ink of a drawing: how opaque each pixel is, whatever its colour. */
export function inkOf(rgba: Uint8ClampedArray): Uint8Array<ArrayBuffer> {
  const ink = new Uint8Array(rgba.length / 4)
  for (let pixel = 0; pixel < ink.length; pixel++) ink[pixel] = rgba[pixel * 4 + 3] ?? 0
  return ink
}

/** An image enlarged to the pad by repeating its pixels. */
export function enlarge(image: Uint8Array, edge: number, size = padSize): Uint8Array<ArrayBuffer> {
  const large = new Uint8Array(size * size)
  for (let y = 0; y < size; y++) {
    const row = Math.floor((y * edge) / size) * edge
    for (let x = 0; x < size; x++) {
      large[y * size + x] = image[row + Math.floor((x * edge) / size)] ?? 0
    }
  }
  return large
}

/** A square image as ink of the pad: a small one by repeating pixels, a large one by their means. */
export function fitToPad(image: Uint8Array, size = padSize): Uint8Array<ArrayBuffer> {
  const edge = Math.sqrt(image.length)
  if (edge <= size) return enlarge(image, edge, size)
  const fitted = new Uint8Array(size * size)
  const startOf = (at: number) => Math.floor((at * edge) / size)
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++)
      fitted[y * size + x] = meanOf(image, edge, [
        [startOf(x), startOf(x + 1)],
        [startOf(y), startOf(y + 1)],
      ])
  return fitted
}

type Interval = readonly [from: number, to: number]

function meanOf(image: Uint8Array, edge: number, [columns, rows]: readonly [Interval, Interval]) {
  let sum = 0
  for (let y = rows[0]; y < rows[1]; y++)
    for (let x = columns[0]; x < columns[1]; x++) sum += image[y * edge + x] ?? 0
  return sum / ((columns[1] - columns[0]) * (rows[1] - rows[0]))
}

export const hasInk = (ink: Uint8Array): boolean => ink.some((value) => value > 0)
