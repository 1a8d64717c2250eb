import { loadTensorFlow, type Tensors } from '#core/native/tensorflow'

/** Native TensorFlow as the engine loads it; a test of the engine is of no worth without. */
export async function nativeTensors(): Promise<Tensors> {
  const { tf, backend, reason } = await loadTensorFlow({ threads: null })
  if (backend !== 'tensorflow') throw new Error(`There is no native TensorFlow: ${reason}`)
  return tf
}

/** Tensors that tfjs knows of, and those that TensorFlow itself holds. */
export function countTensors(tf: Tensors): { known: number; native: number } {
  const backend = tf.backend() as unknown as { getNumOfTFTensors(): number }
  return { known: tf.memory().numTensors, native: backend.getNumOfTFTensors() }
}
