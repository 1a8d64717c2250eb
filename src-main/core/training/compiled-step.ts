import type { Scalar } from '@tensorflow/tfjs'
import { imageBytes } from '../dataset/types'
import { inferenceBatch, type Classifier } from '../model/infer'
import type { StepPlan } from './batch-order'
import { CompiledGraph, type Tower } from './compiled-graph'
import { dataType, GraphSession, type Feed } from './graph'
import type { StepOutcome, StepParts, TrainingStep } from './training-step'

/**
 * The step as one TensorFlow graph, recorded from the operation-by-operation one. The batch is
 * split between towers: parts of it that run side by side on the same weights, their gradients
 * averaged for one update. Batch normalisation then measures each part by itself.
 */
export class CompiledStep implements TrainingStep {
  readonly classify: Classifier
  private readonly session: GraphSession
  private readonly graph: CompiledGraph

  /**
   * @param sizes of the batches that will come
   * @throws NotRecordable where the step cannot be a graph
   */
  constructor(
    private readonly parts: StepParts,
    towers: number,
    sizes: readonly number[],
  ) {
    const { tf, dataset } = parts
    this.graph = new CompiledGraph(parts, towers, sizes)
    this.session = GraphSession.load(tf, this.graph.nodes)
    this.fill()
    this.classify = classifier(this.session, this.graph, imageBytes(dataset))
  }

  run(plan: StepPlan, learningRate: number): StepOutcome {
    const { graph, session } = this
    const step = graph.stepFor(plan.positions.length)
    const feeds = [
      ...batchFeeds(step.towers, plan),
      ...graph.updates.feeds(learningRate, plan.step + 1),
    ]
    const [loss, correct] = session.run(feeds, [step.loss, step.correct])
    if (!loss || !correct) throw new Error('The step gave no loss.')
    return { loss: loss as Scalar, correct: correct as Scalar }
  }

  settle() {
    const { graph, session, parts } = this
    const values = session.run(
      [],
      graph.weights.map(({ variable }) => variable.read),
    )
    for (const [i, { target }] of graph.weights.entries()) {
      const value = values[i]
      if (value) target.assign(value as never)
    }
    parts.tf.dispose(values)
  }

  /** Gives every variable of the session its first value. */
  private fill() {
    const { graph, session, parts } = this
    const { images, labels } = graph.data
    const { train } = parts.dataset
    const set = (feed: Feed, done: string) => parts.tf.dispose(session.run([feed], [done]))
    set({ ...images, values: train.pixels }, images.done)
    set({ ...labels, values: Int32Array.from(train.labels) }, labels.done)
    for (const { setter, target } of graph.weights)
      set({ ...setter, values: target.dataSync<'float32'>() }, setter.done)
    for (const setter of graph.slotSetters) {
      const size = setter.shape.reduce((product, length) => product * length, 1)
      set({ ...setter, values: new Float32Array(size) }, setter.done)
    }
  }

  dispose() {
    this.session.dispose()
  }
}

/** What each tower works on, and which draw is its own. */
function batchFeeds(towers: readonly Tower[], { positions, step }: StepPlan): Feed[] {
  const type = dataType.int32
  let start = 0
  return towers.flatMap(({ size, indices, draw }, tower) => {
    const part = Int32Array.from(positions.subarray(start, start + size))
    start += size
    const number = Int32Array.of(step * towers.length + tower)
    return [
      { placeholder: indices, type, shape: [size], values: part },
      { placeholder: draw, type, shape: [], values: number },
    ]
  })
}

function classifier(session: GraphSession, graph: CompiledGraph, size: number): Classifier {
  // The graph is made for full batches; what is missing of the last one is black.
  const batch = new Uint8Array(inferenceBatch * size)
  const { pixels, logits, shape } = graph.inference
  return (images, count) => {
    batch.fill(0)
    batch.set(images)
    const feed = { placeholder: pixels, type: dataType.uint8, shape, values: batch }
    const [result] = session.run([feed], [logits])
    if (!result) throw new Error('The graph gave no logits.')
    const values = result.dataSync<'float32'>()
    const classes = values.length / inferenceBatch
    result.dispose()
    return values.slice(0, count * classes)
  }
}
