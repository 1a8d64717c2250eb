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

export const hasInk = (ink: Uint8Array): boolean => ink.some((value) => value > 0)
