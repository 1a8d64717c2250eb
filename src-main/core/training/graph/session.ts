import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Tensor } from '@tensorflow/tfjs'
import { nodeBackend, type NodeBackend } from '../../native/operations'
import type { Tensors } from '../../native/tensorflow'
import type { Value } from './builder'
import { NotRecordable } from './record'
import { dataType, graphTag, savedModelBytes, type NodeDef } from './wire'

/** Numbers for a placeholder, handed over as they are. */
export interface Feed {
  placeholder: Value
  type: number
  shape: readonly number[]
  values: Float32Array | Int32Array | Uint8Array
}

/** One float32 number for a placeholder without dimensions. */
export const scalarFeed = (placeholder: Value, value: number): Feed => ({
  placeholder,
  type: dataType.float32,
  shape: [],
  values: Float32Array.of(value),
})

/** A graph that TensorFlow holds, with its variables. */
export class GraphSession {
  private constructor(
    private readonly backend: NodeBackend,
    private readonly id: number,
  ) {}

  static load(tf: Tensors, nodes: readonly NodeDef[]): GraphSession {
    const backend = nodeBackend(tf)
    if (!backend) throw new NotRecordable('TensorFlow is not native here.')
    // The binding takes graphs from files only.
    const folder = mkdtempSync(join(tmpdir(), 'inkbench-graph-'))
    try {
      writeFileSync(join(folder, 'saved_model.pb'), savedModelBytes(nodes))
      return new GraphSession(backend, backend.binding.loadSavedModel(folder, graphTag))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }

  /** @returns a tensor for each asked value; the caller disposes of them */
  run(feeds: readonly Feed[], values: readonly Value[]): Tensor[] {
    const { binding } = this.backend
    const ids = feeds.map(({ shape, type, values }) => binding.createTensor(shape, type, values))
    try {
      const names = feeds.map(({ placeholder }) => placeholder).join(',')
      return binding
        .runSavedModel(this.id, ids, names, values.join(','))
        .map((result) => this.backend.createOutputTensor(result))
    } finally {
      for (const id of ids) binding.deleteTensor(id)
    }
  }

  dispose() {
    this.backend.binding.deleteSavedModel(this.id)
  }
}
