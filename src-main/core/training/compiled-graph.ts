import type { Variable } from '@tensorflow/tfjs'
import { inferenceBatch } from '../model/infer'
import { GradientSums } from './gradient-sums'
import {
  Arithmetic,
  dataType,
  GraphBuilder,
  itemAt,
  type GraphVariable,
  type NodeDef,
  type Placed,
  type Trace,
  type Value,
} from './graph'
import { GraphMove } from './graph-move'
import { recordInference, recordPass } from './recorded-pass'
import type { StepParts } from './training-step'

/** How a variable gets a value from outside: feed the placeholder, ask for `done`. */
export interface Setter {
  variable: GraphVariable
  placeholder: Value
  done: Value
}

/** What one part of a batch is fed with. */
export interface Tower {
  /** Images of the part. */
  size: number
  indices: Value
  draw: Value
}

/** What one lane infers. */
export interface InferenceLane {
  pixels: Value
  /** [images, height, width, channels] */
  shape: [number, ...number[]]
  logits: Value
}

/** Asking for either runs all that it belongs to. */
export interface Figures {
  loss: Value
  correct: Value
}

/** One pass over a batch of one size. */
export interface BatchGraph extends Figures {
  towers: Tower[]
}

/** Where the gradients of several batches are gathered before they move the weights. */
export interface StagedGraph {
  /** Fed with each batch: its share of the step's images. */
  share: Value
  /** Half of the squared norm of what was gathered; no finite number where 16 bits overflowed. */
  halfSquares: Value
  /** Moves the weights by what was gathered, and forgets it. */
  moved: Figures
  /** Forgets it and moves nothing. */
  skipped: Figures
  /** Asking for it has nothing gathered: before the first step. */
  emptied: Value
}

const float = dataType.float32

/** Training, inference and the setting of all values, as one graph over the same variables. */
export class CompiledGraph {
  readonly move: GraphMove
  readonly data: { images: Setter; labels: Setter }
  /** Everything that steps change, in the order of `StepState`. */
  readonly state: Setter[]
  readonly inference: InferenceLane[]
  /** Null where each batch moves the weights at once. */
  readonly staged: StagedGraph | null
  /** Factor of the loss; null in 32 bits. Fed with every run that goes through gradients. */
  readonly lossScale: Value | null
  private readonly builder = new GraphBuilder()
  private readonly arithmetic = new Arithmetic(this.builder)
  private readonly batches = new Map<number, BatchGraph>()
  private readonly traces = new Map<number, Trace>()
  private readonly weights: GraphVariable[]
  private readonly sums: GradientSums | null

  constructor(
    private readonly parts: StepParts,
    /** The model's weights outside of the graph, in its order. */
    private readonly targets: readonly Variable[],
    towers: number,
    sizes: readonly number[],
  ) {
    const { builder } = this
    const { tf, dataset, recipe, products } = parts
    const { count } = dataset.train
    const images = builder.variable(dataType.uint8, [count, ...dataset.imageShape], 'images')
    const labels = builder.variable(dataType.int32, [count], 'labels')
    this.data = { images: this.setter(images), labels: this.setter(labels) }
    this.weights = targets.map(({ shape }, i) => builder.variable(float, shape, `weight_${i}`))
    const trained = parts.weights.map(({ variable, decays }) => ({
      variable: itemAt(this.weights, targets.indexOf(variable)),
      decays,
    }))
    this.move = new GraphMove(tf, builder, this.weights, trained, recipe)
    const { slots, averages } = this.move
    this.state = [...this.weights, ...slots, ...averages].map((each) => this.setter(each))
    const lowered = products !== 'float32'
    this.lossScale = lowered ? builder.placeholder(float, [], 'loss_scale') : null
    const gathers = recipe.accumulation > 1 || lowered
    const variables = trained.map(({ variable }) => variable)
    this.sums = gathers ? new GradientSums(builder, variables) : null
    this.staged = this.sums && this.addStaged(this.sums)
    for (const size of sizes) this.batches.set(size, this.addBatch(size, towers))
    this.inference = this.addInference()
  }

  get nodes(): readonly NodeDef[] {
    return this.builder.nodes
  }

  /** Weights that are validated, tested and kept: the averages where there are some. */
  get kept(): readonly GraphVariable[] {
    return this.move.averages.length > 0 ? this.move.averages : this.weights
  }

  batchFor(size: number): BatchGraph {
    const batch = this.batches.get(size)
    if (!batch) throw new Error(`No step was compiled for a batch of ${size}.`)
    return batch
  }

  private setter(variable: GraphVariable): Setter {
    const { builder } = this
    const placeholder = builder.placeholder(variable.type, variable.shape, 'value')
    return { variable, placeholder, done: this.signal([builder.assign(variable, placeholder)]) }
  }

  /** Something to ask for that has all of the nodes run. */
  private signal(nodes: readonly Value[]): Value {
    return this.builder.after(this.builder.scalar(0), float, nodes)
  }

  private addStaged(sums: GradientSums): StagedGraph {
    const { builder, arithmetic, lossScale } = this
    const gradients = sums.gradients.map((sum) =>
      lossScale === null ? sum : arithmetic.divide(sum, lossScale),
    )
    const happened = this.move.by(gradients, [])
    const figures = (nodes: readonly Value[]): Figures => {
      const forgotten = sums.clear([...nodes, sums.loss, sums.correct])
      return {
        loss: builder.after(sums.loss, float, forgotten),
        correct: builder.after(sums.correct, float, forgotten),
      }
    }
    return {
      share: builder.placeholder(float, [], 'share'),
      halfSquares: arithmetic.halfSquares(sums.gradients),
      moved: figures(happened),
      skipped: figures([]),
      emptied: this.signal(sums.clear([])),
    }
  }

  private addBatch(size: number, towers: number): BatchGraph {
    const { builder, arithmetic, sums, staged } = this
    const parts = splitBatch(size, towers)
    const placed = parts.map((part) => this.addTower(part))
    const each = (pick: (pass: Placed) => Value | null | undefined) =>
      placed.flatMap(({ pass }) => pick(pass) ?? [])
    const mean = (values: readonly Value[]) => arithmetic.mean(values, parts)
    const gradients = this.parts.weights.map((_, i) => mean(each(({ outputs }) => outputs[i + 2])))
    const loss = mean(each(({ outputs }) => outputs[0]))
    const correct = arithmetic.sum(each(({ outputs }) => outputs[1]))
    const moved = this.weights.flatMap((variable, i) => {
      const assigned = each((pass) => pass.assigned[i])
      return assigned.length > 0 ? [this.assign(variable, mean(assigned))] : []
    })
    const shared = (value: Value) => (staged ? arithmetic.multiply(value, staged.share) : value)
    const happened = sums
      ? [...sums.add([shared(loss), correct, ...gradients.map(shared)]), ...moved]
      : this.move.by(gradients, moved)
    return {
      towers: placed.map(({ tower }) => tower),
      loss: builder.after(loss, float, happened),
      correct: builder.after(correct, float, happened),
    }
  }

  /** What the pass itself leaves in a weight, such as the means of batch normalisation. */
  private assign(variable: GraphVariable, value: Value): Value {
    const { builder, arithmetic, lossScale } = this
    if (lossScale === null) return builder.assign(variable, value)
    // A step whose numbers overflowed is left out; it must leave nothing behind.
    return builder.assign(variable, arithmetic.finiteOr(value, variable.read))
  }

  /** Gathers its part of the batch and puts the recorded pass over it. */
  private addTower(size: number): { tower: Tower; pass: Placed } {
    const { builder, data, lossScale } = this
    const indices = builder.placeholder(dataType.int32, [size], 'indices')
    const draw = builder.placeholder(dataType.int32, [], 'draw')
    const gather = ({ variable: { handle, type } }: Setter) =>
      builder.add('ResourceGather', [handle, indices], {
        dtype: { type },
        Tindices: { type: dataType.int32 },
      })
    const inputs = [this.toFloat(gather(data.images)), gather(data.labels), draw]
    if (lossScale !== null) inputs.push(lossScale)
    const pass = builder.place(this.traceFor(size), inputs, this.weights)
    return { tower: { size, indices, draw }, pass }
  }

  private toFloat(bytes: Value): Value {
    return this.builder.add('Cast', [bytes], {
      SrcT: { type: dataType.uint8 },
      DstT: { type: float },
    })
  }

  private traceFor(size: number): Trace {
    const known = this.traces.get(size)
    if (known) return known
    const trace = recordPass(this.parts, this.targets, size)
    this.traces.set(size, trace)
    return trace
  }

  /** Lanes of equal size, so that one trace serves all. */
  private addInference(): InferenceLane[] {
    const { builder, parts } = this
    const size = Math.ceil(inferenceBatch / parts.lanes)
    const trace = recordInference(parts, this.targets, size)
    return Array.from({ length: parts.lanes }, () => {
      const shape: [number, ...number[]] = [size, ...parts.dataset.imageShape]
      const pixels = builder.placeholder(dataType.uint8, shape, 'pixels')
      const { outputs } = builder.place(trace, [this.toFloat(pixels)], this.kept)
      return { pixels, shape, logits: itemAt(outputs, 0) }
    })
  }
}

/** Sizes of the parts of a batch, as even as can be; no more parts than images. */
function splitBatch(size: number, towers: number): number[] {
  const count = Math.min(towers, size)
  return Array.from({ length: count }, (_, i) => Math.floor((size + i) / count))
}
