import type { Shape } from '#contract/shape-inference'
import { imageInput } from '../file'
import type { GraphBuilder } from '../graph'
import { addFlatten } from '../layers/flatten'
import { product } from '../layout'

/**
 * The image as learners were given it.
 * @returns float32 [N, features], whole numbers 0…255
 */
export function addLevels(graph: GraphBuilder, shape: Shape): string {
  const owner = 'levels'
  const image = { name: imageInput, shape }
  const flat = addFlatten(graph, { type: 'flatten', id: owner, inputs: [] }, image, [
    product(shape),
  ])
  const [darkest, lightest] = [0, 255].map((level) =>
    graph.constant(owner, `level ${level}`, [], Float32Array.of(level)),
  ) as [string, string]
  const scaled = graph.node('Mul', owner, [flat.name, lightest])
  return graph.node('Clip', owner, [graph.node('Round', owner, [scaled]), darkest, lightest])
}

/** @returns float32 [N, features], 0…1: bytes divided by 255 as learners divide them */
export function addScaledLevels(graph: GraphBuilder, shape: Shape): string {
  const owner = 'pixels'
  const levels = addLevels(graph, shape)
  return graph.node('Div', owner, [
    levels,
    graph.constant(owner, 'lightest', [], Float32Array.of(255)),
  ])
}
