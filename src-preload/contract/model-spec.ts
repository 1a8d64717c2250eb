import { z } from 'zod'

/**
 * A model is a graph of layers in topological order: each node names the nodes
 * it reads. `add` and `concatenate` read two or more, every other layer one,
 * `input` none. The last node's output is the logits, one for each class; the
 * softmax belongs to the loss and to the exported file, not to the graph.
 */

export const activationSchema = z.enum(['linear', 'relu', 'tanh', 'sigmoid'])
export type Activation = z.infer<typeof activationSchema>

export const paddingSchema = z.enum(['same', 'valid'])
export type Padding = z.infer<typeof paddingSchema>

/** Name of a layer; the files that are exported depend on its letters. */
export const layerIdSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/)
const node = { id: layerIdSchema, inputs: z.array(layerIdSchema).max(64) }
const small = z.number().int().min(1).max(64)
const width = z.number().int().min(1).max(16_384)

export const layerSchemas = {
  input: z.strictObject({ ...node, type: z.literal('input') }),
  conv2d: z.strictObject({
    ...node,
    type: z.literal('conv2d'),
    filters: z.number().int().min(1).max(2_048),
    kernelSize: small,
    strides: small.default(1),
    padding: paddingSchema,
    activation: activationSchema.default('linear'),
    useBias: z.boolean().default(true),
  }),
  maxPool2d: z.strictObject({
    ...node,
    type: z.literal('maxPool2d'),
    poolSize: small,
    strides: small,
    padding: paddingSchema.default('valid'),
  }),
  averagePool2d: z.strictObject({
    ...node,
    type: z.literal('averagePool2d'),
    poolSize: small,
    strides: small,
    padding: paddingSchema.default('valid'),
  }),
  globalAveragePool2d: z.strictObject({ ...node, type: z.literal('globalAveragePool2d') }),
  flatten: z.strictObject({ ...node, type: z.literal('flatten') }),
  dense: z.strictObject({
    ...node,
    type: z.literal('dense'),
    units: width,
    activation: activationSchema.default('linear'),
    useBias: z.boolean().default(true),
  }),
  batchNorm: z.strictObject({
    ...node,
    type: z.literal('batchNorm'),
    momentum: z.number().min(0).max(0.9999).default(0.99),
    epsilon: z.number().min(1e-7).max(0.1).default(1e-3),
  }),
  dropout: z.strictObject({
    ...node,
    type: z.literal('dropout'),
    rate: z.number().min(0).max(0.95),
  }),
  activation: z.strictObject({
    ...node,
    type: z.literal('activation'),
    function: activationSchema,
  }),
  add: z.strictObject({ ...node, type: z.literal('add') }),
  concatenate: z.strictObject({ ...node, type: z.literal('concatenate') }),
} as const

export const layerSchema = z.discriminatedUnion('type', [
  layerSchemas.input,
  layerSchemas.conv2d,
  layerSchemas.maxPool2d,
  layerSchemas.averagePool2d,
  layerSchemas.globalAveragePool2d,
  layerSchemas.flatten,
  layerSchemas.dense,
  layerSchemas.batchNorm,
  layerSchemas.dropout,
  layerSchemas.activation,
  layerSchemas.add,
  layerSchemas.concatenate,
])
export type Layer = z.infer<typeof layerSchema>
export type LayerType = Layer['type']
export type LayerOf<Type extends LayerType> = Extract<Layer, { type: Type }>

export const modelSpecSchema = z.strictObject({
  /** Gallery id (`mlp`, `lenet5`, `cnn`, `cnn-bn`) or `custom`. */
  id: z.string().min(1).max(64),
  name: z.string().min(1).max(120),
  layers: z.array(layerSchema).min(2).max(500),
})
export type ModelSpec = z.infer<typeof modelSpecSchema>
