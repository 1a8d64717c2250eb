/** A point's value and the gradient there. */
export interface Slope {
  value: number
  gradient: Float64Array
}

interface Descent {
  iterations: number
  /** Ends where no part of the gradient is larger. */
  tolerance: number
  /** Called after each iteration, with how many are done; what it throws ends the descent. */
  onIteration(done: number): Promise<void>
}

/** Steps whose curvature is remembered. */
const memory = 10
/** Of the slope's promise, how much a step has to keep (Armijo). */
const sufficient = 1e-4
const halvings = 30

interface Minimum {
  point: Float64Array
  /** Whether the gradient has vanished, or nothing is left to gain but rounding. */
  converged: boolean
  /** Steps that were taken. */
  iterations: number
}

/**
 * Minimises a smooth function by limited-memory BFGS with halving steps.
 * @param slopeAt what it throws ends the descent
 * @see Liu and Nocedal, “On the limited memory BFGS method for large scale optimization”, 1989
 */
export async function minimize(
  slopeAt: (point: Float64Array) => Promise<Slope>,
  start: Float64Array,
  { iterations, tolerance, onIteration }: Descent,
): Promise<Minimum> {
  let point = start
  let here = await slopeAt(point)
  const moves: Move[] = []
  const hasVanished = ({ gradient }: Slope) => gradient.every((part) => Math.abs(part) <= tolerance)
  for (let iteration = 0; iteration < iterations; iteration += 1) {
    if (hasVanished(here)) return { point, converged: true, iterations: iteration }
    const direction = downhill(here.gradient, moves)
    const next = await stepAlong(slopeAt, point, here, direction, moves.length === 0)
    if (!next) return { point, converged: true, iterations: iteration }
    remember(moves, difference(next.point, point), difference(next.slope.gradient, here.gradient))
    point = next.point
    here = next.slope
    await onIteration(iteration + 1)
  }
  return { point, converged: hasVanished(here), iterations }
}

/** A step that was taken, what it changed of the gradient, and their product. */
interface Move {
  step: Float64Array
  change: Float64Array
  product: number
}

function remember(moves: Move[], step: Float64Array, change: Float64Array): void {
  const product = dot(step, change)
  // Without positive curvature the approximation would no longer point downhill.
  if (product <= 1e-12 * dot(change, change)) return
  moves.push({ step, change, product })
  if (moves.length > memory) moves.shift()
}

/** Minus the gradient times the approximate inverse Hessian: the two-loop recursion. */
function downhill(gradient: Float64Array, moves: readonly Move[]): Float64Array {
  const direction = gradient.map((part) => -part)
  const weights = moves.map(() => 0)
  for (let i = moves.length - 1; i >= 0; i -= 1) {
    const move = moves[i]
    if (!move) continue
    const weight = dot(move.step, direction) / move.product
    weights[i] = weight
    addScaled(direction, move.change, -weight)
  }
  const last = moves.at(-1)
  const scale = last ? last.product / dot(last.change, last.change) : 1
  for (const [i, part] of direction.entries()) direction[i] = part * scale
  for (const [i, move] of moves.entries()) {
    const weight = dot(move.change, direction) / move.product
    addScaled(direction, move.step, (weights[i] ?? 0) - weight)
  }
  return direction
}

async function stepAlong(
  slopeAt: (point: Float64Array) => Promise<Slope>,
  point: Float64Array,
  { value, gradient }: Slope,
  direction: Float64Array,
  first: boolean,
): Promise<{ point: Float64Array; slope: Slope } | null> {
  const promise = dot(gradient, direction)
  // Nothing is known of the curvature at first: a step of length one at most.
  let length = first ? 1 / Math.max(1, Math.sqrt(dot(gradient, gradient))) : 1
  for (let tried = 0; tried < halvings; tried += 1, length /= 2) {
    const there = point.map((part, i) => part + length * (direction[i] ?? 0))
    const slope = await slopeAt(there)
    if (slope.value <= value + sufficient * length * promise) return { point: there, slope }
  }
  // Rounding hides whatever could still be gained.
  return null
}

const difference = (a: Float64Array, b: Float64Array) => a.map((part, i) => part - (b[i] ?? 0))

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (const [i, part] of a.entries()) sum += part * (b[i] ?? 0)
  return sum
}

function addScaled(target: Float64Array, other: Float64Array, scale: number): void {
  for (const [i, part] of other.entries()) target[i] = (target[i] ?? 0) + scale * part
}
