import { modelGallery } from '#contract/model-gallery'
import type { Layer, ModelSpec } from '#contract/model-spec'

const same = (one: readonly Layer[], other: readonly Layer[]) => text(one) === text(other)

/** Independent of the order in which attributes were set. */
function text(layers: readonly Layer[]): string {
  return JSON.stringify(
    layers.map((layer) => Object.entries(layer).sort(([one], [other]) => (one < other ? -1 : 1))),
  )
}

/**
 * The model with other layers. It takes a gallery model's name where it is just that one, and
 * becomes `custom` otherwise.
 * @param edited names what was made of a gallery model
 */
export function withLayers(
  model: ModelSpec,
  layers: readonly Layer[],
  edited: (name: string) => string,
): ModelSpec {
  const known = modelGallery.find((each) => same(each.layers, layers))
  if (known) return { id: known.id, name: known.name, layers: [...layers] }
  const name = model.id === 'custom' ? model.name : edited(model.name)
  return { id: 'custom', name: name.slice(0, 120), layers: [...layers] }
}
