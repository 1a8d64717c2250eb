import { layerIdSchema, type Layer, type LayerType } from '#contract/model-spec'
import { formatShape, type Shape } from '#contract/shape-inference'

/**
 * Edits of a model's list of layers. Each gives a new list with its wiring put right and leaves the
 * old one as it was, so that undo keeps references only. Ids that are not there change nothing.
 */
export type Layers = readonly Layer[]

export const joinTypes: readonly LayerType[] = ['add', 'concatenate']
export const isJoin = (layer: Layer): boolean => joinTypes.includes(layer.type)

/** `conv2d_3`: the type with the lowest number that is free. */
export function freeLayerId(layers: Layers, type: LayerType): string {
  const taken = new Set(layers.map((layer) => layer.id))
  for (let number = 1; ; number++) {
    const id = `${type}_${number}`
    if (!taken.has(id)) return id
  }
}

const replaced = (ids: readonly string[], from: string, to: string): string[] => [
  ...new Set(ids.map((id) => (id === from ? to : id))),
]

/** Puts a layer behind another; whatever read that one reads the new layer now. */
export function insertLayer(layers: Layers, afterId: string, layer: Layer): Layer[] {
  const at = layers.findIndex((each) => each.id === afterId)
  if (at < 0) return [...layers]
  const inputs = layer.inputs.length > 0 ? layer.inputs : [afterId]
  return [
    ...layers.slice(0, at + 1),
    { ...layer, inputs },
    ...layers
      .slice(at + 1)
      .map((each) => ({ ...each, inputs: replaced(each.inputs, afterId, layer.id) })),
  ]
}

/** Takes a layer out; its readers read what it read. The input stays. */
export function removeLayer(layers: Layers, id: string): Layer[] {
  const gone = layers.find((layer) => layer.id === id)
  if (!gone || gone.type === 'input') return [...layers]
  const [source] = gone.inputs
  return layers
    .filter((layer) => layer.id !== id)
    .map((layer) =>
      layer.inputs.includes(id)
        ? {
            ...layer,
            inputs: source
              ? replaced(layer.inputs, id, source)
              : layer.inputs.filter((input) => input !== id),
          }
        : layer,
    )
}

/** Whether the layer can change places with its neighbour: nothing passes the input. */
export function canMove(layers: Layers, id: string, by: -1 | 1): boolean {
  const at = layers.findIndex((layer) => layer.id === id)
  const [first, second] = [layers[Math.min(at, at + by)], layers[Math.max(at, at + by)]]
  return at >= 0 && first !== undefined && second !== undefined && first.type !== 'input'
}

/**
 * Lets a layer change places with its neighbour. Where one feeds the other, they change places in
 * the data's way too; a branch that only stands beside keeps its wiring.
 */
export function moveLayer(layers: Layers, id: string, by: -1 | 1): Layer[] {
  if (!canMove(layers, id, by)) return [...layers]
  const at = layers.findIndex((layer) => layer.id === id)
  const upper = layers[Math.min(at, at + by)]
  const lower = layers[Math.max(at, at + by)]
  if (!upper || !lower) return [...layers]
  const swapped = layers.map((layer) => (layer === upper ? lower : layer === lower ? upper : layer))
  const [source] = upper.inputs
  if (!lower.inputs.includes(upper.id) || source === undefined) return swapped
  return swapped.map((layer) => {
    if (layer === lower) return { ...layer, inputs: replaced(layer.inputs, upper.id, source) }
    if (layer === upper) return { ...layer, inputs: replaced(layer.inputs, source, lower.id) }
    return layer.inputs.includes(lower.id)
      ? { ...layer, inputs: replaced(layer.inputs, lower.id, upper.id) }
      : layer
  })
}

/** Joins and the input have no second of their kind that would make sense behind them. */
export const canDuplicate = (layer: Layer): boolean => layer.type !== 'input' && !isJoin(layer)

/** Puts a copy with a name of its own behind the layer. */
export function duplicateLayer(layers: Layers, id: string): Layer[] {
  const layer = layers.find((each) => each.id === id)
  if (!layer || !canDuplicate(layer)) return [...layers]
  return insertLayer(layers, id, { ...layer, id: freeLayerId(layers, layer.type), inputs: [id] })
}

/** What keeps a layer from having this name; null where nothing does. */
export function nameProblem(layers: Layers, id: string, name: string): 'letters' | 'taken' | null {
  if (!layerIdSchema.safeParse(name).success) return 'letters'
  return name !== id && layers.some((layer) => layer.id === name) ? 'taken' : null
}

/** Gives a layer another name; whatever reads it goes on reading it. */
export function renameLayer(layers: Layers, id: string, name: string): Layer[] {
  if (nameProblem(layers, id, name) !== null) return [...layers]
  return layers.map((layer) => ({
    ...layer,
    id: layer.id === id ? name : layer.id,
    inputs: replaced(layer.inputs, id, name),
  }))
}

/** Changes one attribute. The value is what was typed; `checkModel` says whether it will do. */
export function setAttribute(layers: Layers, id: string, key: string, value: unknown): Layer[] {
  return layers.map((layer) => (layer.id === id ? ({ ...layer, [key]: value } as Layer) : layer))
}

/** Chooses what a layer reads, kept in the order of the layers. */
export function setInputs(layers: Layers, id: string, inputs: readonly string[]): Layer[] {
  const ordered = layers.map((layer) => layer.id).filter((each) => inputs.includes(each))
  return layers.map((layer) => (layer.id === id ? { ...layer, inputs: ordered } : layer))
}

/**
 * What a join put behind a layer should read: that layer and the nearest earlier one that fits it,
 * or that layer alone where none does.
 */
export function joinPartners(
  layers: Layers,
  afterId: string,
  type: 'add' | 'concatenate',
  shapes: ReadonlyMap<string, Shape | null>,
): string[] {
  const part = (shape: Shape) => formatShape(type === 'add' ? shape : shape.slice(0, -1))
  const own = shapes.get(afterId)
  const at = layers.findIndex((layer) => layer.id === afterId)
  const partner =
    own &&
    layers.slice(0, at).findLast(({ id }) => {
      const shape = shapes.get(id)
      return shape && shape.length === own.length && part(shape) === part(own)
    })
  return partner ? [partner.id, afterId] : [afterId]
}
