import { readFile } from 'node:fs/promises'
import type * as TensorFlow from '@tensorflow/tfjs'
import { z } from 'zod'
import { WorkbenchError } from '#contract/problem'
import { readZip } from '../zip'
import { toPixels, type ModelRuntime } from './runtime'

/**
 * Opens an exported TF.js archive again, from its own bytes, in the TensorFlow given.
 * @throws WorkbenchError `export.refused` where TF.js does not take it.
 */
export async function openTfjs(
  tf: typeof TensorFlow,
  path: string,
  imageShape: readonly [number, number, number],
): Promise<ModelRuntime> {
  const items = await readZip(await readFile(path))
  const model = await loadModel(tf, items).catch((error: unknown) => {
    throw new WorkbenchError(
      'export.refused',
      'TensorFlow.js refuses the exported file; nothing was exported. Please report this.',
      { runtime: 'TensorFlow.js' },
      String(error),
    )
  })
  return {
    name: `TensorFlow.js ${tf.version_core} (${tf.getBackend()})`,
    async predict(images, count) {
      const answer = tf.tidy(() => {
        const input = tf.tensor4d(toPixels(images), [count, ...imageShape])
        return model.predict(input, { batchSize: count }) as TensorFlow.Tensor
      })
      const probabilities = Float32Array.from(await answer.data<'float32'>())
      answer.dispose()
      return probabilities
    },
    close: () => {
      model.dispose()
      return Promise.resolve()
    },
  }
}

const modelFile = z.looseObject({
  modelTopology: z.looseObject({}),
  weightsManifest: z.tuple([z.object({ weights: z.array(z.unknown()) })]),
})

async function loadModel(tf: typeof TensorFlow, items: ReadonlyMap<string, Uint8Array>) {
  const text = new TextDecoder().decode(items.get('model.json'))
  const { modelTopology, weightsManifest } = modelFile.parse(JSON.parse(text))
  return tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology,
      weightSpecs: weightsManifest[0].weights as TensorFlow.io.WeightsManifestEntry[],
      weightData: Uint8Array.from(items.get('weights.bin') ?? []).buffer,
    }),
  )
}
