import fc from 'fast-check'
import { layerSchema, type Layer, type LayerType, type ModelSpec } from '#contract/model-spec'
import { summarizeModel, type Shape } from '#contract/shape-inference'

/** A layer to try, or a branch that is joined again; what does not fit is passed over. */
type Move =
  | { kind: 'layer'; type: LayerType; settings: Record<string, unknown> }
  | { kind: 'add' | 'concatenate'; settings: Record<string, unknown>; units: number }

const size = fc.integer({ min: 1, max: 5 })
const stride = fc.integer({ min: 1, max: 3 })
const padding = fc.constantFrom('same', 'valid')
const activation = fc.constantFrom('linear', 'relu', 'tanh', 'sigmoid')
const useBias = fc.boolean()
const epsilon = fc.constantFrom(1e-3, 1e-5)

const convolution = fc.record({
  filters: size,
  kernelSize: size,
  strides: stride,
  padding,
  activation,
  useBias,
})
const pooling = fc.record({ poolSize: size, strides: stride, padding })
const settingsOf: Partial<Record<LayerType, fc.Arbitrary<Record<string, unknown>>>> = {
  conv2d: convolution,
  maxPool2d: pooling,
  averagePool2d: pooling,
  globalAveragePool2d: fc.constant({}),
  flatten: fc.constant({}),
  dense: fc.record({ units: fc.integer({ min: 1, max: 12 }), activation, useBias }),
  batchNorm: fc.record({ momentum: fc.constant(0.9), epsilon }),
  dropout: fc.record({ rate: fc.constant(0.5) }),
  activation: fc.record({ function: activation }),
}
const move: fc.Arbitrary<Move> = fc.oneof(
  ...Object.entries(settingsOf).map(([type, settings]) =>
    fc.record({
      kind: fc.constant('layer' as const),
      type: fc.constant(type as LayerType),
      settings,
    }),
  ),
  fc.record({
    kind: fc.constantFrom('add' as const, 'concatenate' as const),
    settings: convolution,
    units: fc.integer({ min: 1, max: 6 }),
  }),
)

export interface RandomModel {
  spec: ModelSpec
  inputShape: [number, number, number]
}

/** Any model of up to a dozen layers that the contract calls sound, with ten classes. */
export const randomModel: fc.Arbitrary<RandomModel> = fc
  .record({
    inputShape: fc.tuple(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 3 }),
    ),
    moves: fc.array(move, { maxLength: 8, size: 'max' }),
    pooled: fc.boolean(),
  })
  .map(({ inputShape, moves, pooled }) => {
    const growing = new GrowingModel(inputShape)
    for (const each of moves) growing.apply(each)
    if (growing.shape.length > 1)
      growing.apply({
        kind: 'layer',
        type: pooled ? 'globalAveragePool2d' : 'flatten',
        settings: {},
      })
    const head = { units: 10, activation: 'linear', useBias: true }
    growing.apply({ kind: 'layer', type: 'dense', settings: head })
    return { spec: growing.spec(), inputShape }
  })

class GrowingModel {
  #layers: Layer[] = [{ id: 'input', type: 'input', inputs: [] }]

  constructor(private readonly inputShape: Shape) {}

  get shape(): Shape {
    return this.#summary(this.#layers).layers.at(-1)?.outputShape ?? []
  }

  spec(): ModelSpec {
    return { id: 'custom', name: 'random', layers: this.#layers }
  }

  apply(next: Move): void {
    const last = this.#layers.at(-1)?.id ?? 'input'
    if (next.kind === 'layer') {
      this.#try([this.#layer(next.type, next.settings, [last])])
      return
    }
    const isImage = this.shape.length === 3
    const width = next.kind === 'add' ? (this.shape.at(-1) ?? 1) : next.units
    const settings = isImage
      ? { ...next.settings, strides: 1, padding: 'same', filters: width }
      : { activation: next.settings.activation, useBias: next.settings.useBias, units: width }
    const branch = this.#layer(isImage ? 'conv2d' : 'dense', settings, [last])
    this.#try([branch, this.#layer(next.kind, {}, [branch.id, last], 1)])
  }

  #layer(type: LayerType, settings: object, inputs: string[], offset = 0): Layer {
    const id = `${type}_${this.#layers.length + offset}`
    return layerSchema.parse({ id, type, inputs, ...settings })
  }

  #try(layers: Layer[]): void {
    const grown = [...this.#layers, ...layers]
    if (this.#summary(grown).layers.every(({ outputShape }) => outputShape !== null))
      this.#layers = grown
  }

  #summary(layers: Layer[]) {
    return summarizeModel({ id: 'custom', name: 'random', layers }, this.inputShape, 10)
  }
}
