import type { Scalar, Tensor, Tensor1D, Variable } from '@tensorflow/tfjs'
import { imageTensor } from '../dataset/batch'
import { modelClassifier, type Classifier } from '../model/infer'
import { piecesOf, type Piece, type StepPlan } from './batch-order'
import { clipGradients } from './clip'
import { lossAndGradients, type LossAndGradients } from './gradients'
import { Optimizer } from './optimizer'
import { prepareImages } from './prepare'
import type { StepOutcome, StepParts, StepState, TrainingStep } from './training-step'
import { averageShare, movedAverage } from './weight-average'

/** The step operation by operation, by tfjs's automatic differentiation; in 32 bits always. */
export class EagerStep implements TrainingStep {
  private readonly optimizer: Optimizer
  /** Of every weight of the model, or none. */
  private readonly averages: Variable[]
  private readonly classifyAsIs: Classifier

  constructor(private readonly parts: StepParts) {
    const { tf, model, weights, dataset, preparation, recipe } = parts
    this.classifyAsIs = modelClassifier(tf, model, dataset.imageShape, preparation.normalization)
    this.optimizer = new Optimizer(tf, weights, recipe)
    const copied = recipe.averageDecay === null ? [] : this.modelVariables
    this.averages = copied.map((variable) => tf.tidy(() => tf.variable(variable.clone(), false)))
  }

  run(plan: StepPlan, learningRate: number): StepOutcome {
    const { tf, recipe } = this.parts
    const step = plan.step + 1
    return tf.tidy(() => {
      const { loss, correct, gradients } = this.gather(piecesOf(plan, recipe))
      const { clipNorm } = recipe
      const clipped = clipNorm === null ? gradients : clipGradients(tf, gradients, clipNorm)
      this.optimizer.apply(clipped, learningRate, step)
      this.moveAverages(step)
      return { loss, correct }
    })
  }

  readonly classify: Classifier = (pixels, count) => {
    const { averages, modelVariables } = this
    if (averages.length === 0) return this.classifyAsIs(pixels, count)
    const before = modelVariables.map((variable) => variable.clone())
    try {
      this.settle()
      return this.classifyAsIs(pixels, count)
    } finally {
      assign(modelVariables, before)
      this.parts.tf.dispose(before)
    }
  }

  state(): StepState {
    const values = this.moved.map((variable) => variable.dataSync<'float32'>().slice())
    return { values, lossScale: null }
  }

  restore({ values }: StepState) {
    const { tf } = this.parts
    for (const [i, variable] of this.moved.entries())
      tf.tidy(() => variable.assign(tf.tensor(values[i] ?? [], variable.shape)))
  }

  settle() {
    if (this.averages.length > 0) assign(this.modelVariables, this.averages)
  }

  dispose() {
    this.optimizer.dispose()
    this.parts.tf.dispose(this.averages)
  }

  /** The mean over the batches of a step. */
  private gather(pieces: readonly Piece[]): LossAndGradients {
    const { tf } = this.parts
    const [first, ...others] = pieces
    if (!first) throw new Error('A step has no images.')
    if (others.length === 0) return this.pass(first)
    const passes = pieces.map((piece) => {
      const { loss, correct, gradients } = this.pass(piece)
      const { share } = piece
      return [correct, loss.mul(share), ...gradients.map((gradient) => gradient.mul(share))]
    })
    const sums = (passes[0] ?? []).map((_, i) => tf.addN(passes.map((pass) => pass[i] as Tensor)))
    const [correct, loss, ...gradients] = sums as [Scalar, Scalar, ...Tensor[]]
    return { loss, correct, gradients }
  }

  private pass({ positions, draw }: Piece): LossAndGradients {
    const { tf, model, weights, randomness, dataset, preparation, recipe } = this.parts
    const { train: images, imageShape } = dataset
    randomness.step = draw
    const pixels = imageTensor(tf, { images, positions }, imageShape)
    const labels = Int32Array.from(positions, (position) => images.labels[position] ?? 0)
    const batch = {
      images: prepareImages(tf, pixels, preparation, draw),
      labels: tf.tensor(labels) as Tensor1D,
    }
    const variables = weights.map(({ variable }) => variable)
    return lossAndGradients(tf, model, variables, batch, recipe)
  }

  private moveAverages(step: number) {
    const { averageDecay } = this.parts.recipe
    if (averageDecay === null) return
    const share = averageShare(averageDecay, step)
    const weights = this.modelVariables
    for (const [i, average] of this.averages.entries()) {
      const weight = weights[i]
      if (weight) average.assign(movedAverage(average, weight, share))
    }
  }

  private get modelVariables(): Variable[] {
    return this.parts.model.weights.map((weight) => weight.read() as Variable)
  }

  private get moved(): Variable[] {
    return [...this.modelVariables, ...this.optimizer.slots, ...this.averages]
  }
}

function assign(variables: readonly Variable[], values: readonly Tensor[]) {
  for (const [i, variable] of variables.entries()) {
    const value = values[i]
    if (value) variable.assign(value)
  }
}
