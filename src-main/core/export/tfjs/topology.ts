import { z } from 'zod'
import type { Normalization } from '#contract/experiment-spec'
import { damagedModel } from '../weights'

/** [layer, node, tensor, call arguments] */
const nodeReference = z.tuple([z.string(), z.number(), z.number()]).rest(z.unknown())
const layerEntry = z.looseObject({
  name: z.string(),
  class_name: z.string(),
  config: z.looseObject({}),
  inbound_nodes: z.array(z.array(nodeReference)),
})
type LayerEntry = z.infer<typeof layerEntry>
const outerNode = z.tuple([z.string(), z.number(), z.number()])
const topologySchema = z.looseObject({
  class_name: z.enum(['Model', 'Functional']),
  config: z.looseObject({
    layers: z.array(layerEntry).min(1),
    input_layers: z.array(outerNode).length(1),
    output_layers: z.array(outerNode).length(1),
  }),
})

/**
 * Puts the normalisation right behind the model's input and a softmax behind its logits,
 * so that the exported model takes plain pixels and answers with probabilities.
 * @param topology a TF.js layers model with one input and one output; is left as it is.
 * @throws WorkbenchError `export.damagedModel` where it is something else.
 */
export function completeTopology(topology: unknown, { mean, deviation }: Normalization): unknown {
  const parsed = topologySchema.safeParse(topology)
  if (!parsed.success) throw damagedModel('model.json', z.prettifyError(parsed.error))
  const { config } = parsed.data
  const [[input] = [''], [output] = ['']] = [config.input_layers[0], config.output_layers[0]]
  const taken = new Set(config.layers.map(({ name }) => name))
  const normalization = freeName('normalization', taken)
  const softmax = freeName('probabilities', taken)
  const scale = { scale: 1 / deviation, offset: -mean / deviation }
  const layers = config.layers.flatMap((layer) => {
    const rewired = rewire(layer, input, normalization)
    return layer.name === input
      ? [rewired, newLayer('Rescaling', normalization, scale, input)]
      : [rewired]
  })
  layers.push(newLayer('Softmax', softmax, { axis: -1 }, output))
  return {
    ...parsed.data,
    config: { ...config, layers, output_layers: [[softmax, 0, 0]] },
  }
}

/** Whoever read the input reads the normalised pixels instead. */
function rewire(layer: LayerEntry, from: string, to: string): LayerEntry {
  const inbound_nodes = layer.inbound_nodes.map((node) =>
    node.map((reference): typeof reference => {
      const [name, ...rest] = reference
      return name === from ? [to, ...rest] : reference
    }),
  )
  return { ...layer, inbound_nodes }
}

function newLayer(
  className: string,
  name: string,
  config: Record<string, unknown>,
  reads: string,
): LayerEntry {
  return {
    name,
    class_name: className,
    config: { name, trainable: false, dtype: 'float32', ...config },
    inbound_nodes: [[[reads, 0, 0, {}]]],
  }
}

function freeName(wish: string, taken: ReadonlySet<string>): string {
  let name = wish
  while (taken.has(name)) name += '_'
  return name
}
