import type { LearnerOf } from '#contract/learner'
import type { Shape } from '#contract/shape-inference'
import { squaredLengths } from '../../../learners/squared-lengths'
import { classPairs, denseCoefficients, isFlat, type FittedSvm } from '../../../learners/svm'
import { storedSvm } from '../../../learners/svm-learner'
import type { StoredArrays } from '../../../learners/types'
import type { GraphBuilder } from '../graph'
import { floatOf } from './kinds'
import { addScaledLevels } from './levels'
import { addCoupling, addVotes } from './pairs'

/** The kernel and the decisions of all pairs as two products, then votes or Platt's sigmoids. */
export function addSvm(
  graph: GraphBuilder,
  learner: LearnerOf<'svm'>,
  arrays: StoredArrays,
  shape: Shape,
): string {
  const machine = storedSvm(learner, arrays)
  const pairs = classPairs(machine.labels.length)
  const kernel = addKernel(graph, machine, addScaledLevels(graph, shape))
  const dims = [machine.supportImages.length, pairs.length]
  const weights = graph.constant('decision', 'coefficients', dims, denseCoefficients(machine))
  const intercepts = Float32Array.from(machine.intercepts)
  const added = graph.constant('decision', 'intercepts', [pairs.length], intercepts)
  const decisions = graph.node('Gemm', 'decision', [kernel, weights, added])
  const { platt } = machine
  const known = machine.labels.length
  const said = platt
    ? addCoupling(graph, decisions, known, platt)
    : addVotes(graph, decisions, known)
  return addUnknownClasses(graph, said, machine)
}

/**
 * Kernel values out of products: |x − z|² = |x|² − 2 x·z + |z|².
 * @param pixels float32 [N, features], 0…1
 * @returns float32 [N, support vectors]
 */
function addKernel(graph: GraphBuilder, machine: FittedSvm, pixels: string): string {
  const owner = 'kernel'
  const { kernel, supportVectors, features } = machine
  const count = supportVectors.length / features
  const bytes = graph.constant(owner, 'support vectors', [count, features], supportVectors)
  const vectors = floatOf(graph, bytes, owner)
  const product = (factor: number, added: Float32Array, dims: readonly number[]) =>
    graph.node('Gemm', owner, [pixels, vectors, graph.constant(owner, 'added', dims, added)], {
      alpha: { float: factor / 255 },
      transB: 1,
    })
  switch (kernel.kind) {
    case 'linear':
      return product(1, Float32Array.of(0), [])
    case 'polynomial': {
      const base = product(kernel.gamma, Float32Array.of(kernel.offset), [])
      const degree = graph.constant(owner, 'degree', [], Float32Array.of(kernel.degree))
      return graph.node('Pow', owner, [base, degree])
    }
    case 'rbf': {
      const { gamma } = kernel
      const lengths = squaredLengths(supportVectors, features)
      const added = Float32Array.from(lengths, (length) => (-gamma * length) / 255 ** 2)
      const products = product(2 * gamma, added, [count])
      const squares = graph.node('ReduceSumSquare', owner, [pixels], { axes: [1], keepdims: 1 })
      const factor = graph.constant(owner, 'gamma', [], Float32Array.of(gamma))
      const scaled = graph.node('Mul', owner, [squares, factor])
      const exponent = graph.node('Sub', owner, [products, scaled])
      return isFlat(gamma)
        ? addExponentialLessOne(graph, exponent)
        : graph.node('Exp', owner, [exponent])
    }
  }
}

/** ONNX has no such operator: eˣ − 1 = 2 t / (1 − t), where t is the hyperbolic tangent of x / 2. */
function addExponentialLessOne(graph: GraphBuilder, exponent: string): string {
  const owner = 'exponential less one'
  const half = graph.constant(owner, 'half', [], Float32Array.of(0.5))
  const one = graph.constant(owner, 'one', [], Float32Array.of(1))
  const tangent = graph.node('Tanh', owner, [graph.node('Mul', owner, [exponent, half])])
  const twice = graph.node('Add', owner, [tangent, tangent])
  return graph.node('Div', owner, [twice, graph.node('Sub', owner, [one, tangent])])
}

/** Puts the classes that had images to their places among all of the data set. */
function addUnknownClasses(
  graph: GraphBuilder,
  said: string,
  { labels, classes }: FittedSvm,
): string {
  if (labels.length === classes) return said
  const places = new Float32Array(labels.length * classes)
  for (const [row, label] of labels.entries()) places[row * classes + label] = 1
  const matrix = graph.constant('all classes', 'places', [labels.length, classes], places)
  return graph.node('MatMul', 'all classes', [said, matrix])
}
