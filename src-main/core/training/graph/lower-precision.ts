import { attributeKind, type RecordedOperation, type Source, type Trace } from './trace'
import { dataType } from './wire'

/** Which inputs of an operation are the factors of its products. */
const factors: Readonly<Record<string, readonly number[]>> = {
  Conv2D: [0, 1],
  Conv2DBackpropInput: [1, 2],
  Conv2DBackpropFilter: [0, 2],
  MatMul: [0, 1],
}

/**
 * The same trace with its convolutions and matrix products in numbers of 16 bits: casts before and
 * after each. Everything else stays in 32 bits.
 * @param type TensorFlow's number of the type
 */
export function inLowerPrecision(trace: Trace, type: number): Trace {
  const operations: RecordedOperation[] = []
  /** Where each operation of the old trace stands in the new one. */
  const places: number[] = []
  const moved = (source: Source): Source =>
    source.from === 'operation'
      ? { ...source, operation: places[source.operation] ?? source.operation }
      : source
  const push = (operation: RecordedOperation) => operations.push(operation) - 1
  const cast = (source: Source, from: number, to: number): Source => {
    const attributes = [typeAttribute('SrcT', from), typeAttribute('DstT', to)]
    return {
      from: 'operation',
      operation: push({ name: 'Cast', attributes, inputs: [source] }),
      output: 0,
    }
  }
  for (const { name, attributes, inputs } of trace.operations) {
    const lowered = factors[name]
    const sources = inputs.map(moved)
    if (!lowered) {
      places.push(push({ name, attributes, inputs: sources }))
      continue
    }
    const operation = push({
      name,
      attributes: attributes.map((each) => (each.name === 'T' ? { ...each, value: type } : each)),
      inputs: sources.map((source, i) =>
        lowered.includes(i) ? cast(source, dataType.float32, type) : source,
      ),
    })
    const result = cast({ from: 'operation', operation, output: 0 }, type, dataType.float32)
    places.push(result.from === 'operation' ? result.operation : operation)
  }
  return {
    operations,
    constants: trace.constants,
    outputs: trace.outputs.map(moved),
    assigned: trace.assigned.map((source) => source && moved(source)),
  }
}

const typeAttribute = (name: string, value: number) => ({
  name,
  type: attributeKind.type,
  value,
})
