import type { Tensor, Variable } from '@tensorflow/tfjs'
import { nodeBackend, type NodeBackend, type OperationAttribute } from '../../native/operations'
import type { Tensors } from '../../native/tensorflow'
import type { Constant, RecordedOperation, Source, Trace } from './trace'
import { dataType } from './wire'

/** A function cannot be recorded; training goes on operation by operation and says why. */
export class NotRecordable extends Error {}

/**
 * Runs a function once and records the operations that it sent to TensorFlow.
 * Variables are left as they were. What the function computes in JavaScript is a constant of the
 * trace: whatever differs from run to run has to come in as an input.
 * @param inputs tensors with values to run on; each is an input of the trace
 * @param variables that the function may read and assign
 * @throws NotRecordable where there is no native backend, or where the function reads a value back
 */
export function record(
  tf: Tensors,
  inputs: readonly Tensor[],
  variables: readonly Variable[],
  run: () => readonly Tensor[],
): Trace {
  const backend = nodeBackend(tf)
  if (!backend) throw new NotRecordable('TensorFlow is not native here.')
  const before = variables.map((variable) => variable.clone())
  const recorder = new Recorder(backend)
  for (const [index, input] of inputs.entries())
    recorder.know(recorder.idOf(input), { from: 'input', index })
  for (const [index, variable] of variables.entries())
    recorder.know(recorder.idOf(variable), { from: 'variable', index })
  const started = variables.map((variable) => recorder.idOf(variable))
  const native = backend.binding
  // The binding's own properties cannot be replaced; an object in front of it can.
  backend.binding = recorder.inFrontOf(native)
  tf.engine().startScope()
  try {
    const outputs = run().map((output) => recorder.sourceOf(output))
    const assigned = variables.map((variable, index) =>
      recorder.idOf(variable) === started[index] ? null : recorder.sourceOf(variable),
    )
    return recorder.finish(outputs, assigned)
  } finally {
    tf.engine().endScope()
    backend.binding = native
    for (const [index, variable] of variables.entries()) {
      const value = before[index]
      if (value) variable.assign(value)
    }
    tf.dispose(before)
  }
}

class Recorder {
  private readonly sources = new Map<number, Source>()
  private readonly operations: RecordedOperation[] = []
  private readonly constants: Constant[] = []

  constructor(private readonly backend: NodeBackend) {}

  /** The number by which the binding knows a tensor, sent there first where it is still here. */
  idOf(tensor: Tensor): number {
    const [id] = this.backend.getInputTensorIds([tensor])
    if (id === undefined) throw new NotRecordable('A tensor has no place in TensorFlow.')
    return id
  }

  know(id: number, source: Source) {
    this.sources.set(id, source)
  }

  sourceOf(tensor: Tensor): Source {
    return this.sourceOfId(this.idOf(tensor))
  }

  finish(outputs: Source[], assigned: (Source | null)[]): Trace {
    const { operations, constants } = this
    return { operations, constants, outputs, assigned }
  }

  inFrontOf(native: NodeBackend['binding']): NodeBackend['binding'] {
    const executeOp = (
      name: string,
      attributes: OperationAttribute[],
      ids: number[],
      count: number,
    ) => {
      const inputs = ids.map((id) => this.sourceOfId(id))
      const results = native.executeOp(name, attributes, ids, count)
      const operation = this.operations.push({ name, attributes, inputs }) - 1
      for (const [output, { id }] of results.entries())
        this.know(id, { from: 'operation', operation, output })
      return results
    }
    const createTensor: typeof native.createTensor = (shape, type, values) => {
      const id = native.createTensor(shape, type, values)
      this.know(id, this.constant(shape, type, values))
      return id
    }
    const tensorDataSync = (): never => {
      throw new NotRecordable('The step reads a value back while it is recorded.')
    }
    const replaced = { executeOp, createTensor, tensorDataSync }
    return Object.create(native, Object.getOwnPropertyDescriptors(replaced)) as typeof native
  }

  /** A tensor from before the recording may change later without the graph's knowledge. */
  private sourceOfId(id: number): Source {
    const known = this.sources.get(id)
    if (known) return known
    throw new NotRecordable('The step uses a tensor from outside that is no input of it.')
  }

  private constant(shape: readonly number[], type: number, values: unknown): Source {
    const list = Array.isArray(values) ? (values as unknown[]) : null
    const array = list ? this.typedArray(type, list as number[]) : values
    if (!ArrayBuffer.isView(array)) throw new NotRecordable('A constant is not made of numbers.')
    const { buffer, byteOffset, byteLength } = array
    const bytes = new Uint8Array(buffer.slice(byteOffset, byteOffset + byteLength))
    return { from: 'constant', index: this.constants.push({ shape, type, bytes }) - 1 }
  }

  private typedArray(type: number, values: readonly number[]): ArrayBufferView {
    if (type === dataType.float32) return Float32Array.from(values)
    if (type === dataType.int32) return Int32Array.from(values)
    if (type === dataType.bool) return Uint8Array.from(values)
    throw new NotRecordable(`A constant has the type ${type}, which is not handled.`)
  }
}
