import type { OperationAttribute } from '../../native/operations'
import { attributeKind, type Source, type Trace } from './trace'
import { dataType, type AttributeValue, type NodeDef } from './wire'

/** An output of a node: `name:0`. */
export type Value = string

/** A place in the session that keeps its value from one run to the next. */
export interface GraphVariable {
  handle: Value
  type: number
  shape: readonly number[]
  /** The value, read once a run: everybody who asks gets the same one. */
  read: Value
}

/** As many float32 zeros as a variable holds numbers. */
export function zerosFor({ shape }: Pick<GraphVariable, 'shape'>): Float32Array {
  return new Float32Array(shape.reduce((product, length) => product * length, 1))
}

/** What a placed trace gives. */
export interface Placed {
  outputs: Value[]
  /** What it wants to leave in each variable; null where nothing. */
  assigned: (Value | null)[]
}

/** Puts together one graph of TensorFlow's operations. */
export class GraphBuilder {
  private readonly list: NodeDef[] = []

  get nodes(): readonly NodeDef[] {
    return this.list
  }

  /** @returns its first output; the next ones are `output(value, 1)` and so on */
  add(
    operation: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
    label = operation,
  ): Value {
    const name = `${label}_${this.list.length}`
    this.list.push({ name, operation, inputs, attributes })
    return `${name}:0`
  }

  placeholder(type: number, shape: readonly number[], label: string): Value {
    return this.add('Placeholder', [], { dtype: { type }, shape: { shape } }, label)
  }

  constant(type: number, shape: readonly number[], bytes: Uint8Array): Value {
    return this.add('Const', [], { dtype: { type }, value: { tensor: { type, shape, bytes } } })
  }

  scalar(value: number): Value {
    return this.constant(dataType.float32, [], new Uint8Array(Float32Array.of(value).buffer))
  }

  /** @param label has to differ from every other variable's of the session */
  variable(type: number, shape: readonly number[], label: string): GraphVariable {
    const attributes = { dtype: { type }, shape: { shape }, shared_name: { text: label } }
    const handle = this.add('VarHandleOp', [], attributes, label)
    const read = this.add('ReadVariableOp', [handle], { dtype: { type } })
    return { handle, type, shape, read }
  }

  /** @param after nodes that have to run before; @returns the node that has to run for it to happen */
  assign({ handle, type }: GraphVariable, value: Value, after: readonly Value[] = []): Value {
    const inputs = [handle, value, ...after.map(control)]
    return this.add('AssignVariableOp', inputs, { dtype: { type } })
  }

  /** @returns the node that has to run for it to happen */
  assignAdd({ handle, type }: GraphVariable, value: Value): Value {
    return this.add('AssignAddVariableOp', [handle, value], { dtype: { type } })
  }

  /** The value of a variable once all of the nodes have run, where `read` is the one before. */
  readAfter({ handle, type }: GraphVariable, nodes: readonly Value[]): Value {
    return this.add('ReadVariableOp', [handle, ...nodes.map(control)], { dtype: { type } })
  }

  /** The value, once all of the nodes have run. */
  after(value: Value, type: number, nodes: readonly Value[]): Value {
    return this.add('Identity', [value, ...nodes.map(control)], { T: { type } })
  }

  /** Puts a recorded function into the graph; a trace may be placed many times. */
  place(trace: Trace, inputs: readonly Value[], variables: readonly GraphVariable[]): Placed {
    const constants = trace.constants.map(({ type, shape, bytes }) =>
      this.constant(type, shape, bytes),
    )
    const placed: Value[] = []
    const valueOf = (source: Source): Value => {
      switch (source.from) {
        case 'operation':
          return output(itemAt(placed, source.operation), source.output)
        case 'input':
          return itemAt(inputs, source.index)
        case 'variable':
          return itemAt(variables, source.index).read
        case 'constant':
          return itemAt(constants, source.index)
      }
    }
    for (const { name, inputs: sources, attributes } of trace.operations)
      placed.push(this.add(name, sources.map(valueOf), recordedAttributes(attributes)))
    return {
      outputs: trace.outputs.map(valueOf),
      assigned: trace.assigned.map((source) => source && valueOf(source)),
    }
  }
}

function output(value: Value, index: number): Value {
  return value.replace(/:\d+$/, `:${index}`)
}

/** As an input: wait for the node, take nothing from it. */
export function control(value: Value): string {
  return `^${value.replace(/:\d+$/, '')}`
}

function recordedAttributes(
  attributes: readonly OperationAttribute[],
): Record<string, AttributeValue> {
  return Object.fromEntries(attributes.map(({ name, type, value }) => [name, decoded(type, value)]))
}

function decoded(type: number, value: unknown): AttributeValue {
  switch (type) {
    case attributeKind.text:
      return { text: value as string }
    case attributeKind.integer:
      return Array.isArray(value) ? { integers: value as number[] } : { integer: value as number }
    case attributeKind.float:
      return { float: value as number }
    case attributeKind.flag:
      return { flag: value as boolean }
    case attributeKind.type:
      return { type: value as number }
    case attributeKind.shape:
      return { shape: value as number[] }
    default:
      throw new Error(`An attribute has the kind ${type}, which is not handled.`)
  }
}

/** @throws Error where there is none: a mistake of whoever puts the graph together */
export function itemAt<Item>(items: readonly Item[], index: number): Item {
  const item = items[index]
  if (item === undefined) throw new Error(`There is no ${index} among ${items.length} of a graph.`)
  return item
}
