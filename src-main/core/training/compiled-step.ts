import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs'
import { imageBytes } from '../dataset/types'
import type { Classifier } from '../model/infer'
import { piecesOf, type Piece, type StepPlan } from './batch-order'
import {
  CompiledGraph,
  type Figures,
  type Setter,
  type StagedGraph,
  type Tower,
} from './compiled-graph'
import {
  dataType,
  GraphSession,
  itemAt,
  scalarFeed,
  zerosFor,
  type Feed,
  type GraphVariable,
  type Value,
} from './graph'
import { LossScale } from './loss-scale'
import type { StepOutcome, StepParts, StepState, TrainingStep } from './training-step'

/**
 * The step as one TensorFlow graph, recorded from the operation-by-operation one. A batch is
 * split between towers: parts of it that run side by side on the same weights, their gradients
 * averaged for one update. Batch normalisation then measures each part by itself.
 */
export class CompiledStep implements TrainingStep {
  readonly classify: Classifier
  private readonly session: GraphSession
  private readonly graph: CompiledGraph
  private readonly targets: Variable[]
  private readonly lossScale = new LossScale()

  /**
   * @param sizes of the batches that will come
   * @throws NotRecordable where the step cannot be a graph
   */
  constructor(
    private readonly parts: StepParts,
    towers: number,
    sizes: readonly number[],
  ) {
    const { tf, dataset, model } = parts
    this.targets = model.weights.map((weight) => weight.read() as Variable)
    this.graph = new CompiledGraph(parts, this.targets, towers, sizes)
    this.session = GraphSession.load(tf, this.graph.nodes)
    this.fill()
    this.classify = classifier(this.session, this.graph, imageBytes(dataset))
  }

  run(plan: StepPlan, learningRate: number): StepOutcome {
    const { graph, parts } = this
    const pieces = piecesOf(plan, parts.recipe)
    const move = graph.move.feeds(learningRate, plan.step + 1)
    if (graph.staged) return this.gather(graph.staged, pieces, move)
    const [piece] = pieces
    if (!piece) throw new Error('A step has no images.')
    return this.pass(piece, move)
  }

  state(): StepState {
    const { graph, lossScale, parts } = this
    const tensors = this.read(graph.state.map(({ variable }) => variable))
    const values = tensors.map((tensor) => tensor.dataSync<'float32'>().slice())
    parts.tf.dispose(tensors)
    return { values, lossScale: graph.lossScale === null ? null : { ...lossScale.state } }
  }

  restore({ values, lossScale }: StepState) {
    for (const [i, setter] of this.graph.state.entries()) this.set(setter, itemAt(values, i))
    if (lossScale) this.lossScale.state = { ...lossScale }
  }

  settle() {
    const values = this.read(this.graph.kept)
    for (const [i, target] of this.targets.entries()) target.assign(itemAt(values, i))
    this.parts.tf.dispose(values)
  }

  dispose() {
    this.session.dispose()
  }

  private pass({ positions, draw }: Piece, others: readonly Feed[]): StepOutcome {
    const batch = this.graph.batchFor(positions.length)
    const feeds = [...batchFeeds(batch.towers, positions, draw), ...this.scaleFeed, ...others]
    return this.figures(feeds, batch)
  }

  /** The gradients of all batches first; those that overflowed in 16 bits move nothing. */
  private gather(
    staged: StagedGraph,
    pieces: readonly Piece[],
    move: readonly Feed[],
  ): StepOutcome {
    const { graph, lossScale, parts } = this
    for (const piece of pieces) {
      const { loss, correct } = this.pass(piece, [scalarFeed(staged.share, piece.share)])
      parts.tf.dispose([loss, correct])
    }
    if (graph.lossScale === null) return this.figures(move, staged.moved)
    if (!this.isFinite(staged.halfSquares)) {
      lossScale.overflowed()
      return this.figures([], staged.skipped)
    }
    const outcome = this.figures([...move, ...this.scaleFeed], staged.moved)
    lossScale.stepDone()
    return outcome
  }

  private figures(feeds: readonly Feed[], asked: Figures): StepOutcome {
    const [loss, correct] = this.session.run(feeds, [asked.loss, asked.correct])
    if (!loss || !correct) throw new Error('The step gave no loss.')
    return { loss: loss as Scalar, correct: correct as Scalar }
  }

  private isFinite(value: Value): boolean {
    const [result] = this.session.run([], [value])
    const [figure] = result?.dataSync() ?? []
    result?.dispose()
    return Number.isFinite(figure)
  }

  private get scaleFeed(): Feed[] {
    const { graph, lossScale } = this
    return graph.lossScale === null ? [] : [scalarFeed(graph.lossScale, lossScale.state.scale)]
  }

  private read(variables: readonly GraphVariable[]): Tensor[] {
    return this.session.run(
      [],
      variables.map(({ read }) => read),
    )
  }

  private set({ variable: { type, shape }, placeholder, done }: Setter, values: Feed['values']) {
    const feed = { placeholder, type, shape, values }
    this.parts.tf.dispose(this.session.run([feed], [done]))
  }

  /** Gives every variable of the session its first value. */
  private fill() {
    const { graph, parts, targets } = this
    const { train } = parts.dataset
    this.set(graph.data.images, train.pixels)
    this.set(graph.data.labels, Int32Array.from(train.labels))
    const weights = targets.map((target) => target.dataSync<'float32'>())
    const { slots, averages } = graph.move
    // An average begins where the weights do.
    const values = [...weights, ...slots.map(zerosFor), ...weights.slice(0, averages.length)]
    this.restore({ values, lossScale: null })
    if (graph.staged) this.parts.tf.dispose(this.session.run([], [graph.staged.emptied]))
  }
}

/** What each tower works on, and which draw is its own. */
function batchFeeds(towers: readonly Tower[], positions: Uint32Array, draw: number): Feed[] {
  const type = dataType.int32
  let start = 0
  return towers.flatMap(({ size, indices, draw: fed }, tower) => {
    const part = Int32Array.from(positions.subarray(start, start + size))
    start += size
    const values = Int32Array.of(draw * towers.length + tower)
    return [
      { placeholder: indices, type, shape: [size], values: part },
      { placeholder: fed, type, shape: [], values },
    ]
  })
}

function classifier(session: GraphSession, { inference }: CompiledGraph, size: number): Classifier {
  const type = dataType.uint8
  const asked = inference.map(({ logits }) => logits)
  const capacity = inference.reduce((sum, { shape }) => sum + shape[0], 0)
  // The graph is made for full batches; what is missing of the last one is black.
  const batch = new Uint8Array(capacity * size)
  return (images, count) => {
    batch.fill(0)
    batch.set(images)
    let start = 0
    const feeds = inference.map(({ pixels, shape }): Feed => {
      const from = start * size
      start += shape[0]
      return { placeholder: pixels, type, shape, values: batch.subarray(from, start * size) }
    })
    const parts = session.run(feeds, asked).map((result) => {
      const values = result.dataSync<'float32'>()
      result.dispose()
      return values
    })
    const classes = itemAt(parts, 0).length / itemAt(inference, 0).shape[0]
    const logits = new Float32Array(capacity * classes)
    let place = 0
    for (const values of parts) {
      logits.set(values, place)
      place += values.length
    }
    return logits.subarray(0, count * classes)
  }
}
