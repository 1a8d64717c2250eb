/** P(first class | decision) = 1 / (1 + exp(a · decision + b)) */
export interface Sigmoid {
  a: number
  b: number
}

const mostIterations = 100
const smallestStep = 1e-10
/** Keeps the Hessian positive definite. */
const ridge = 1e-12
const smallGradient = 1e-5

/**
 * Fits a sigmoid to held-out decisions by maximum likelihood, with Platt's softened targets
 * (Platt 1999) and Newton's method with backtracking of Lin, Lin and Weng 2007 (“A note on
 * Platt's probabilistic outputs for support vector machines”), as LIBSVM does.
 * @param ofFirst [decisions] whether each is of the pair's first class
 */
export function fitSigmoid(decisions: Float64Array, ofFirst: readonly boolean[]): Sigmoid {
  const firsts = ofFirst.filter(Boolean).length
  const seconds = ofFirst.length - firsts
  const high = (firsts + 1) / (firsts + 2)
  const low = 1 / (seconds + 2)
  const targets = Float64Array.from(ofFirst, (is) => (is ? high : low))
  let a = 0
  let b = Math.log((seconds + 1) / (firsts + 1))
  let loss = sigmoidLoss(decisions, targets, a, b)
  for (let iteration = 0; iteration < mostIterations; iteration += 1) {
    const { ga, gb, haa, hab, hbb } = derivatives(decisions, targets, a, b)
    if (Math.abs(ga) < smallGradient && Math.abs(gb) < smallGradient) break
    const determinant = haa * hbb - hab * hab
    const stepA = -(hbb * ga - hab * gb) / determinant
    const stepB = -(haa * gb - hab * ga) / determinant
    const slope = ga * stepA + gb * stepB
    let step = 1
    for (; step >= smallestStep; step /= 2) {
      const next = sigmoidLoss(decisions, targets, a + step * stepA, b + step * stepB)
      if (next >= loss + 1e-4 * step * slope) continue
      a += step * stepA
      b += step * stepB
      loss = next
      break
    }
    if (step < smallestStep) break
  }
  return { a, b }
}

/** Without ever taking the exponential of a large number. */
export function sigmoidProbability(decision: number, { a, b }: Sigmoid): number {
  const score = a * decision + b
  return score >= 0 ? Math.exp(-score) / (1 + Math.exp(-score)) : 1 / (1 + Math.exp(score))
}

function sigmoidLoss(decisions: Float64Array, targets: Float64Array, a: number, b: number): number {
  let loss = 0
  decisions.forEach((decision, index) => {
    const score = a * decision + b
    const target = targets[index] as number
    loss +=
      score >= 0
        ? target * score + Math.log1p(Math.exp(-score))
        : (target - 1) * score + Math.log1p(Math.exp(score))
  })
  return loss
}

/** Gradient and Hessian of the loss by a and b. */
function derivatives(decisions: Float64Array, targets: Float64Array, a: number, b: number) {
  const sums = { ga: 0, gb: 0, haa: ridge, hab: 0, hbb: ridge }
  decisions.forEach((decision, index) => {
    const probability = sigmoidProbability(decision, { a, b })
    const curvature = probability * (1 - probability)
    const slope = (targets[index] as number) - probability
    sums.ga += decision * slope
    sums.gb += slope
    sums.haa += decision * decision * curvature
    sums.hab += decision * curvature
    sums.hbb += curvature
  })
  return sums
}
