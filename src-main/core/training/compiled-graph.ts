import type { Tensor1D, Tensor4D, Variable } from '@tensorflow/tfjs'
import { classifyImages, inferenceBatch } from '../model/infer'
import { lossAndGradients } from './gradients'
import { graphUpdates, type GraphUpdates } from './graph-updates'
import {
  dataType,
  GraphBuilder,
  record,
  type GraphVariable,
  type NodeDef,
  type Placed,
  type Trace,
  type Value,
} from './graph'
import { prepareImages } from './prepare'
import type { StepParts } from './training-step'

/** How a variable gets a value from outside: feed the placeholder, ask for `done`. */
export interface Setter {
  placeholder: Value
  type: number
  shape: readonly number[]
  done: Value
}

/** A variable of the graph and the tfjs variable that it stands for. */
interface ModelVariable {
  variable: GraphVariable
  target: Variable
  setter: Setter
}

/** What one part of a batch is fed with. */
export interface Tower {
  /** Images of the part. */
  size: number
  indices: Value
  draw: Value
}

/** One step for one size of batch. */
export interface StepGraph {
  towers: Tower[]
  /** Asking for either runs the whole step. */
  loss: Value
  correct: Value
}

const float = dataType.float32

/** Training, inference and the setting of all values, as one graph over the same variables. */
export class CompiledGraph {
  readonly weights: ModelVariable[]
  readonly updates: GraphUpdates
  readonly slotSetters: Setter[]
  readonly data: { images: Setter; labels: Setter }
  readonly inference: { pixels: Value; logits: Value; shape: number[] }
  private readonly builder = new GraphBuilder()
  private readonly steps = new Map<number, StepGraph>()
  private readonly traces = new Map<number, Trace>()
  private readonly images: GraphVariable
  private readonly labels: GraphVariable

  constructor(
    private readonly parts: StepParts,
    towers: number,
    sizes: readonly number[],
  ) {
    const { builder } = this
    const { model, dataset, recipe, weights } = parts
    const { count } = dataset.train
    this.images = builder.variable(dataType.uint8, [count, ...dataset.imageShape], 'images')
    this.labels = builder.variable(dataType.int32, [count], 'labels')
    this.data = { images: this.setter(this.images), labels: this.setter(this.labels) }
    this.weights = model.weights.map((weight, i) => {
      const target = weight.read() as Variable
      const variable = builder.variable(float, target.shape, `weight_${i}`)
      return { variable, target, setter: this.setter(variable) }
    })
    const trained = weights.map(({ variable, decays }) => {
      const found = this.weights.find(({ target }) => target === variable)
      if (!found) throw new Error(`The model does not hold ${variable.name}.`)
      return { variable: found.variable, decays }
    })
    this.updates = graphUpdates(builder, trained, recipe)
    this.slotSetters = this.updates.slots.map((slot) => this.setter(slot))
    for (const size of sizes) this.steps.set(size, this.addStep(size, towers))
    this.inference = this.addInference()
  }

  get nodes(): readonly NodeDef[] {
    return this.builder.nodes
  }

  stepFor(size: number): StepGraph {
    const step = this.steps.get(size)
    if (!step) throw new Error(`No step was compiled for a batch of ${size}.`)
    return step
  }

  private setter(variable: GraphVariable): Setter {
    const { builder } = this
    const { type, shape } = variable
    const placeholder = builder.placeholder(type, shape, 'value')
    const assigned = builder.assign(variable, placeholder)
    return { placeholder, type, shape, done: builder.after(builder.scalar(0), float, [assigned]) }
  }

  private addStep(size: number, towers: number): StepGraph {
    const { builder } = this
    const parts = splitBatch(size, towers)
    const placed = parts.map((part) => this.addTower(part))
    const mean = (values: readonly Value[]) => this.mean(values, parts)
    const each = (pick: (pass: Placed) => Value | null | undefined) =>
      placed.flatMap(({ pass }) => pick(pass) ?? [])
    const gradients = this.parts.weights.map((_, i) => mean(each(({ outputs }) => outputs[i + 2])))
    const moved = this.weights.flatMap(({ variable }, i) => {
      const assigned = each((pass) => pass.assigned[i])
      return assigned.length > 0 ? [builder.assign(variable, mean(assigned))] : []
    })
    const happened = [...this.updates.apply(gradients), ...moved]
    const loss = mean(each(({ outputs }) => outputs[0]))
    const correct = this.sum(each(({ outputs }) => outputs[1]))
    return {
      towers: placed.map(({ tower }) => tower),
      loss: builder.after(loss, float, happened),
      correct: builder.after(correct, float, happened),
    }
  }

  /** Gathers its part of the batch and puts the recorded pass over it. */
  private addTower(size: number): { tower: Tower; pass: Placed } {
    const { builder, images, labels } = this
    const indices = builder.placeholder(dataType.int32, [size], 'indices')
    const draw = builder.placeholder(dataType.int32, [], 'draw')
    const gather = ({ handle, type }: GraphVariable) =>
      builder.add('ResourceGather', [handle, indices], {
        dtype: { type },
        Tindices: { type: dataType.int32 },
      })
    const pixels = this.toFloat(gather(images))
    const variables = this.weights.map(({ variable }) => variable)
    const trace = this.traceFor(size)
    const pass = builder.place(trace, [pixels, gather(labels), draw], variables)
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
    const { tf, model, weights, randomness, dataset, preparation } = this.parts
    const inputs = tf.tidy(() => [
      tf.zeros([size, ...dataset.imageShape]),
      tf.zeros([size], 'int32'),
      tf.zeros([], 'int32'),
    ])
    const [pixels, labels, draw] = inputs
    if (!pixels || !labels || !draw) throw new Error('There is nothing to record with.')
    randomness.step = draw
    const trace = record(tf, inputs, this.targets, () => {
      const images = prepareImages(tf, pixels as Tensor4D, preparation, draw)
      const variables = weights.map(({ variable }) => variable)
      const pass = lossAndGradients(tf, model, variables, images, labels as Tensor1D)
      return [pass.loss, pass.correct, ...pass.gradients]
    })
    tf.dispose(inputs)
    this.traces.set(size, trace)
    return trace
  }

  private addInference(): { pixels: Value; logits: Value; shape: number[] } {
    const { builder } = this
    const { tf, model, dataset, preparation } = this.parts
    const shape = [inferenceBatch, ...dataset.imageShape]
    const images = tf.zeros(shape)
    const trace = record(tf, [images], this.targets, () => [
      classifyImages(tf, model, images as Tensor4D, preparation.normalization),
    ])
    images.dispose()
    const pixels = builder.placeholder(dataType.uint8, shape, 'pixels')
    const variables = this.weights.map(({ variable }) => variable)
    const [logits] = builder.place(trace, [this.toFloat(pixels)], variables).outputs
    if (logits === undefined) throw new Error('The model gave no logits.')
    return { pixels, logits, shape }
  }

  private get targets(): Variable[] {
    return this.weights.map(({ target }) => target)
  }

  /** Mean over the towers, each weighing as much as its share of the batch. */
  private mean(values: readonly Value[], sizes: readonly number[]): Value {
    const { builder } = this
    const total = sizes.reduce((sum, size) => sum + size, 0)
    const [only] = values
    if (only === undefined) throw new Error('There is no tower.')
    if (values.length === 1) return only
    const attributes = { T: { type: float } }
    if (new Set(sizes).size === 1) {
      const share = builder.scalar(1 / values.length)
      return builder.add('Mul', [this.sum(values), share], attributes)
    }
    return this.sum(
      values.map((value, i) =>
        builder.add('Mul', [value, builder.scalar((sizes[i] ?? 0) / total)], attributes),
      ),
    )
  }

  private sum(values: readonly Value[]): Value {
    const [only] = values
    if (values.length === 1 && only !== undefined) return only
    return this.builder.add('AddN', values, { T: { type: float }, N: { integer: values.length } })
  }
}

/** Sizes of the parts of a batch, as even as can be; no more parts than images. */
function splitBatch(size: number, towers: number): number[] {
  const count = Math.min(towers, size)
  return Array.from({ length: count }, (_, i) => Math.floor((size + i) / count))
}
