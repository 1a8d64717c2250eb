import { WorkbenchError } from '#contract/problem'
import { permute } from '../onnx/layout'
import { toPixels, type ModelRuntime } from './runtime'

/**
 * Opens an ONNX file in onnxruntime; its native part is loaded only now.
 * @throws WorkbenchError `export.noOnnxRuntime` where that cannot be loaded, `export.refused`
 * where it does not take the file.
 */
export async function openOnnx(
  path: string,
  [height, width, channels]: readonly [number, number, number],
): Promise<ModelRuntime> {
  const ort = await import('onnxruntime-node').catch((error: unknown) => {
    throw new WorkbenchError(
      'export.noOnnxRuntime',
      'onnxruntime cannot be loaded on this machine, so the ONNX file cannot be checked and is not exported.',
      {},
      String(error),
    )
  })
  const { InferenceSession, Tensor, env } = ort
  const session = await InferenceSession.create(path, { logSeverityLevel: 3 }).catch(
    (error: unknown) => {
      throw new WorkbenchError(
        'export.refused',
        'onnxruntime refuses the exported file; nothing was exported. Please report this.',
        { runtime: 'onnxruntime' },
        String(error),
      )
    },
  )
  return {
    name: `onnxruntime ${env.versions.node ?? env.versions.common}`,
    async predict(images, count) {
      const pixels = toPixels(images)
      const data =
        channels === 1 ? pixels : permute(pixels, [count, height, width, channels], [0, 3, 1, 2])
      const image = new Tensor('float32', data, [count, channels, height, width])
      const { probabilities } = await session.run({ image })
      return Float32Array.from(probabilities?.data as Float32Array)
    },
    close: () => session.release(),
  }
}
