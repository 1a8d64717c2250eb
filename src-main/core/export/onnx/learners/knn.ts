import type { LearnerOf } from '#contract/learner'
import type { Shape } from '#contract/shape-inference'
import type { KnnModel } from '../../../learners/knn'
import { storedKnn } from '../../../learners/knn-learner'
import { squaredLengths } from '../../../learners/squared-lengths'
import type { StoredArrays } from '../../../learners/types'
import type { GraphBuilder } from '../graph'
import { byteOf, doubleOf, wholeOf } from './kinds'
import { addLevels } from './levels'
import { addNearest, addVote } from './neighbours'

/**
 * Distances by one product of whole numbers: bytes times bytes summed in int32 is exact, and the
 * training images stay bytes. So the file orders neighbours as the run did, equally near ones too.
 */
export function addKnn(
  graph: GraphBuilder,
  learner: LearnerOf<'knn'>,
  arrays: StoredArrays,
  shape: Shape,
): string {
  const model = storedKnn(learner, arrays)
  const { settings, labels, classes, count, features, pixels } = model
  const levels = addLevels(graph, shape)
  const images = graph.constant('training', 'images', [features, count], columns(model))
  const products = graph.node('MatMulInteger', 'training', [
    byteOf(graph, levels, 'levels'),
    images,
  ])
  const squares = addSquares(graph, levels)
  const lengths = squaredLengths(pixels, features)
  const { neighbours, metric, weights } = settings
  const electorate = { labels, classes, weights }
  if (metric === 'cosine') {
    const { indices } = addNearest(
      graph,
      addCosines(graph, products, lengths),
      neighbours,
      'larger',
    )
    const distances = () => addCosineDistances(graph, { products, squares, lengths, indices })
    return addVote(graph, indices, distances, electorate)
  }
  const nearest = addNearest(graph, addDifferences(graph, products, lengths), neighbours)
  const distances = () => {
    const square = graph.node('Add', 'distance', [nearest.measures, squares])
    return graph.node('Sqrt', 'distance', [doubleOf(graph, square, 'distance')])
  }
  return addVote(graph, nearest.indices, distances, electorate)
}

/** A column for each training image, as the product reads them. */
function columns({ pixels, count, features }: KnnModel): Uint8Array {
  const turned = new Uint8Array(pixels.length)
  for (let image = 0; image < count; image += 1)
    for (let pixel = 0; pixel < features; pixel += 1)
      turned[pixel * count + image] = pixels[image * features + pixel] ?? 0
  return turned
}

/** @returns |x|² of bytes, int32 [N, 1] */
function addSquares(graph: GraphBuilder, levels: string): string {
  const owner = 'squares'
  const whole = wholeOf(graph, levels, owner)
  const axis = graph.constant(owner, 'axis', [1], BigInt64Array.of(1n))
  const products = graph.node('Mul', owner, [whole, whole])
  return graph.node('ReduceSum', owner, [products, axis], { keepdims: 1 })
}

/** |t|² − 2 x·t: the square of the distance but for |x|², which is the same for all. */
function addDifferences(graph: GraphBuilder, products: string, lengths: Float64Array): string {
  const owner = 'difference'
  const squares = graph.constant(owner, 'squares', [lengths.length], Int32Array.from(lengths))
  const two = graph.constant(owner, 'two', [], Int32Array.of(2))
  return graph.node('Sub', owner, [squares, graph.node('Mul', owner, [products, two])])
}

/** x·t / |t| in double precision: the cosine but for |x|. Of a black image all are 0. */
function addCosines(graph: GraphBuilder, products: string, lengths: Float64Array): string {
  const owner = 'cosine'
  const roots = lengths.map((length) => Math.sqrt(Math.max(1, length)))
  const training = graph.constant(owner, 'lengths', [lengths.length], roots)
  return graph.node('Div', owner, [doubleOf(graph, products, owner), training])
}

interface Chosen {
  products: string
  /** |x|², int32 [N, 1] */
  squares: string
  /** |t|² of the training images */
  lengths: Float64Array
  indices: string
}

/**
 * 1 − x·t / √(|x|²|t|²) of the nearest only, computed as the run did: an image is at 0 from itself,
 * and a black one, whose products are 0, at 1 from all.
 */
function addCosineDistances(graph: GraphBuilder, chosen: Chosen): string {
  const owner = 'distance'
  const { products, squares, lengths, indices } = chosen
  const one = graph.constant(owner, 'one', [], Float64Array.of(1))
  const stored = graph.constant(
    owner,
    'squares',
    [lengths.length],
    lengths.map((length) => Math.max(1, length)),
  )
  const ofTraining = graph.node('Gather', owner, [stored, indices])
  const ofImage = graph.node('Max', owner, [doubleOf(graph, squares, `${owner}/image`), one])
  const both = graph.node('Sqrt', owner, [graph.node('Mul', owner, [ofImage, ofTraining])])
  const ofNearest = graph.node('GatherElements', owner, [products, indices], { axis: 1 })
  const cosine = graph.node('Div', owner, [doubleOf(graph, ofNearest, owner), both])
  return graph.node('Sub', owner, [one, cosine])
}
