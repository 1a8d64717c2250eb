import type { Tensor } from '@tensorflow/tfjs'
import type { Tensors } from './tensorflow'

export interface OperationAttribute {
  name: string
  type: number
  value: unknown
}

/** What the binding says of a tensor that it made. */
export interface TensorInfo {
  id: number
  shape: number[]
  dtype: number
}

/** What of tfjs-node's backend is used beside its public functions. */
export interface NodeBackend {
  executeMultipleOutputs(
    name: string,
    attributes: OperationAttribute[],
    inputs: Tensor[],
    outputs: number,
  ): Tensor[]
  getInputTensorIds(tensors: readonly Tensor[]): number[]
  createOutputTensor(info: TensorInfo): Tensor
  binding: {
    TF_ATTR_TYPE: number
    TF_ATTR_STRING: number
    TF_ATTR_INT: number
    TF_ATTR_FLOAT: number
    TF_ATTR_BOOL: number
    TF_FLOAT: number
    TF_INT32: number
    TF_UINT8: number
    createTensor(shape: readonly number[], type: number, values: unknown): number
    deleteTensor(id: number): void
    executeOp(
      name: string,
      attributes: OperationAttribute[],
      inputs: number[],
      outputs: number,
    ): TensorInfo[]
    loadSavedModel(folder: string, tags: string): number
    /** @param inputs names of placeholders, @param outputs of values, both joined by commas */
    runSavedModel(session: number, ids: number[], inputs: string, outputs: string): TensorInfo[]
    deleteSavedModel(session: number): void
  }
}

/**
 * TensorFlow's own operations by name, for those that tfjs has no function for.
 * The gradient tape does not see them: wrap what has a gradient in `tf.customGrad`.
 * @see https://www.tensorflow.org/api_docs/python/tf/raw_ops for names and attributes
 */
export class NativeOperations {
  constructor(private readonly backend: NodeBackend) {}

  type(name: string, type: 'float32' | 'int32'): OperationAttribute {
    const { TF_ATTR_TYPE, TF_FLOAT, TF_INT32 } = this.backend.binding
    return { name, type: TF_ATTR_TYPE, value: type === 'float32' ? TF_FLOAT : TF_INT32 }
  }

  text(name: string, value: string): OperationAttribute {
    return { name, type: this.backend.binding.TF_ATTR_STRING, value }
  }

  float(name: string, value: number): OperationAttribute {
    return { name, type: this.backend.binding.TF_ATTR_FLOAT, value }
  }

  integers(name: string, value: readonly number[]): OperationAttribute {
    return { name, type: this.backend.binding.TF_ATTR_INT, value }
  }

  flag(name: string, value: boolean): OperationAttribute {
    return { name, type: this.backend.binding.TF_ATTR_BOOL, value }
  }

  one(name: string, attributes: OperationAttribute[], inputs: Tensor[]): Tensor {
    const [result] = this.many(name, attributes, inputs, 1)
    if (!result) throw new Error(`The operation ${name} gave nothing.`)
    return result
  }

  many(name: string, attributes: OperationAttribute[], inputs: Tensor[], outputs: number) {
    return this.backend.executeMultipleOutputs(name, attributes, inputs, outputs)
  }
}

/** Null where tfjs computes on a backend of its own. */
export function nativeOperations(tf: Tensors): NativeOperations | null {
  const backend = nodeBackend(tf)
  return backend && new NativeOperations(backend)
}

/** Null where tfjs computes on a backend of its own. */
export function nodeBackend(tf: Tensors): NodeBackend | null {
  const backend: unknown = tf.backend()
  return isNodeBackend(backend) ? backend : null
}

function isNodeBackend(backend: unknown): backend is NodeBackend {
  return (
    typeof backend === 'object' &&
    backend !== null &&
    'binding' in backend &&
    'executeMultipleOutputs' in backend
  )
}
