/** Points and figures of the learners' drawings, the same each time they are drawn. */

export const drawingSize = { width: 240, height: 140 } as const

export interface Point {
  x: number
  y: number
}
export interface ClassPoint extends Point {
  /** Of two classes. */
  second: boolean
}

/** Numbers of 0…1 that look random (mulberry32, T. Ettinger 2017). */
export function seededNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Two numbers by the bell curve (Box and Muller). */
function bellPair(random: () => number): [number, number] {
  const radius = Math.sqrt(-2 * Math.log(1 - random()))
  const angle = 2 * Math.PI * random()
  return [radius * Math.cos(angle), radius * Math.sin(angle)]
}

const inside = ({ x, y }: Point, edge: number) =>
  x > edge && x < drawingSize.width - edge && y > edge && y < drawingSize.height - edge

/** Points that keep off each other, so that each can be seen. */
function scatter<Of extends Point>(count: number, apart: number, next: () => Of | null): Of[] {
  const found: Of[] = []
  for (let attempt = 0; attempt < 4_000 && found.length < count; attempt += 1) {
    const point = next()
    const free = (other: Point) => point && Math.hypot(point.x - other.x, point.y - other.y) > apart
    if (point && inside(point, 7) && found.every(free)) found.push(point)
  }
  return found
}

/** The image that is asked about, and the training images around it. */
export function neighbourPoints(): { query: Point; points: ClassPoint[] } {
  const random = seededNumbers(3)
  const query = { x: 124, y: 72 }
  const points = scatter(44, 11, () => {
    const second = random() < 0.5
    const [across, down] = bellPair(random)
    const point = { x: (second ? 166 : 80) + 34 * across, y: (second ? 56 : 84) + 28 * down }
    return Math.hypot(point.x - query.x, point.y - query.y) > 12 ? { ...point, second } : null
  })
  return { query, points }
}

/** From here angles are measured: the image without any ink. */
export const blankImage: Point = { x: 8, y: 132 }
const angleOf = ({ x, y }: Point) => Math.atan2(blankImage.y - y, x - blankImage.x)

/**
 * The nearest of some points.
 * @returns them, and the distance of the last: in units of the drawing, or as an angle
 */
export function nearest(
  { query, points }: ReturnType<typeof neighbourPoints>,
  k: number,
  metric: 'l2' | 'cosine',
): { chosen: ClassPoint[]; reach: number } {
  const distance = (point: Point) =>
    metric === 'l2'
      ? Math.hypot(point.x - query.x, point.y - query.y)
      : Math.abs(angleOf(point) - angleOf(query))
  const sorted = [...points].sort((one, other) => distance(one) - distance(other))
  // While a number is typed, it may be none.
  const chosen = sorted.slice(0, Number.isFinite(k) ? Math.max(1, Math.floor(k)) : 1)
  return { chosen, reach: distance(chosen.at(-1) ?? query) }
}

/** What lies within so much of the query's angle, as a path. */
export function wedge(query: Point, reach: number): string {
  const far = 2 * drawingSize.width
  const end = (angle: number) =>
    `${blankImage.x + far * Math.cos(angle)} ${blankImage.y - far * Math.sin(angle)}`
  const middle = angleOf(query)
  return `M${blankImage.x} ${blankImage.y}L${end(middle - reach)}L${end(middle + reach)}Z`
}

/** A long cloud: its middle, the direction of its length, and its deviations along and across. */
export const cloud = { x: 120, y: 70, angle: -0.38, along: 48, across: 13 } as const

export function cloudPoints(): Point[] {
  const random = seededNumbers(11)
  const [cos, sin] = [Math.cos(cloud.angle), Math.sin(cloud.angle)]
  return scatter(56, 7, () => {
    const [one, other] = bellPair(random)
    const [u, v] = [cloud.along * one, cloud.across * other]
    return { x: cloud.x + u * cos - v * sin, y: cloud.y + u * sin + v * cos }
  })
}

/** Where a point lies along the cloud's length. */
export function ontoLength({ x, y }: Point): Point {
  const [cos, sin] = [Math.cos(cloud.angle), Math.sin(cloud.angle)]
  const u = (x - cloud.x) * cos + (y - cloud.y) * sin
  return { x: cloud.x + u * cos, y: cloud.y + u * sin }
}

export const margin = 15
/** The straight border goes through the middle, the bent one is an arc around a point below. */
const slope = { x: Math.cos(0.45), y: Math.sin(0.45) }
export const arc = { x: 112, y: 150, radius: 82 } as const

/** Signed distance of a point from the border. */
export function borderDistance({ x, y }: Point, bent: boolean): number {
  if (bent) return Math.hypot(x - arc.x, y - arc.y) - arc.radius
  return (x - 120) * slope.x + (y - 70) * slope.y
}

/** The line so far from the border, as a path. */
export function borderLine(offset: number, bent: boolean): string {
  if (bent) {
    const radius = arc.radius + offset
    return `M${arc.x - radius} ${arc.y}A${radius} ${radius} 0 0 1 ${arc.x + radius} ${arc.y}`
  }
  const [x, y] = [120 + offset * slope.x, 70 + offset * slope.y]
  const end = (length: number) => `${x - length * slope.y} ${y + length * slope.x}`
  return `M${end(-160)}L${end(160)}`
}

/** On the margins: they alone hold the border where it is. */
export function supportVectors(bent: boolean): ClassPoint[] {
  const places = bent
    ? [
        { at: -2.35, side: 1 },
        { at: -1.1, side: 1 },
        { at: -1.75, side: -1 },
        { at: -0.75, side: -1 },
      ]
    : [
        { at: -38, side: 1 },
        { at: 22, side: 1 },
        { at: -8, side: -1 },
        { at: 46, side: -1 },
      ]
  return places.map(({ at, side }) => {
    const offset = side * margin
    const second = side > 0
    if (!bent)
      return {
        x: 120 + offset * slope.x - at * slope.y,
        y: 70 + offset * slope.y + at * slope.x,
        second,
      }
    const radius = arc.radius + offset
    return { x: arc.x + radius * Math.cos(at), y: arc.y + radius * Math.sin(at), second }
  })
}

/** The other images, all beyond the margins. */
export function clearPoints(bent: boolean): ClassPoint[] {
  const random = seededNumbers(5)
  return scatter(34, 12, () => {
    const point = { x: drawingSize.width * random(), y: drawingSize.height * random() }
    const distance = borderDistance(point, bent)
    return Math.abs(distance) > margin + 6 ? { ...point, second: distance > 0 } : null
  })
}

/** Images of 7 × 7 pixels: one of each of three classes. */
const glyphs = [
  '.#####..#...#..#...#..#...#..#...#..#...#..#####.',
  '...#.....##....#.#.....#......#......#....#####..',
  '.#####......#.....#.....#.....#......#......#....',
].map((rows) => [...rows].map((sign) => (sign === '#' ? 1 : 0)))
export const glyphEdge = 7

/** An image, the weights of three classes, and what these say of it. */
export function weighedImage(): { pixels: number[]; weights: number[][]; shares: number[] } {
  const mean = Array.from({ length: glyphEdge ** 2 }, (_, pixel) =>
    glyphs.reduce((sum, glyph) => sum + (glyph[pixel] ?? 0) / glyphs.length, 0),
  )
  const weights = glyphs.map((glyph) => glyph.map((ink, pixel) => ink - (mean[pixel] ?? 0)))
  const pixels = glyphs.at(-1) ?? []
  const sums = weights.map((of) =>
    of.reduce((sum, weight, pixel) => sum + 0.35 * weight * (pixels[pixel] ?? 0), 0),
  )
  const powers = sums.map(Math.exp)
  const whole = powers.reduce((sum, power) => sum + power, 0)
  return { pixels, weights, shares: powers.map((power) => power / whole) }
}

/** A bell curve above a line. */
export interface Bell {
  mean: number
  deviation: number
  area: number
}
export const bells: [Bell, Bell] = [
  { mean: 78, deviation: 22, area: 4_400 },
  { mean: 158, deviation: 32, area: 4_400 },
]
export const bellGround = 116

export function bellHeight({ mean, deviation, area }: Bell, x: number): number {
  const z = (x - mean) / deviation
  return (area * Math.exp(-(z ** 2) / 2)) / (deviation * Math.sqrt(2 * Math.PI))
}

export function bellPath(bell: Bell): string {
  const steps = Array.from({ length: 111 }, (_, index) => 10 + 2 * index)
  return `M${steps.map((x) => `${x} ${(bellGround - bellHeight(bell, x)).toFixed(1)}`).join('L')}`
}
