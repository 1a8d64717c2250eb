import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Normalization } from '#contract/experiment-spec'
import { loadLearner, type FittedLearner, type Voters } from '../learners'
import { loadModel } from '../model'
import type { Tensors } from '../native/tensorflow'
import { fieldSize } from './picture/preprocess'

export interface ImageAnswer {
  /** One for each class. */
  probabilities: Float32Array<ArrayBuffer>
  /** Null where no training images vote. */
  voters: Voters | null
}

/** A trained model of a run that is asked about one image at a time. */
export interface ImageModel {
  /**
   * @param image 784 bytes, as `preprocessInk` gives them
   * @param normalization that of the network; learners have none
   */
  answer(image: Uint8Array, normalization: Normalization | null): Promise<ImageAnswer>
  /** Null for a network. */
  learner: FittedLearner | null
  dispose(): void
}

/** @throws WorkbenchError `model.missing` or `model.damaged` */
export async function loadImageModel(tf: Tensors, folder: string): Promise<ImageModel> {
  // Either file tells: where one is gone, that one is to be named.
  return ['learner.json', 'arrays.bin'].some((name) => existsSync(join(folder, name)))
    ? learnerModel(tf, folder)
    : networkModel(tf, folder)
}

async function learnerModel(tf: Tensors, folder: string): Promise<ImageModel> {
  const learner = await loadLearner(tf, folder)
  const work = { signal: new AbortController().signal, report: () => undefined }
  return {
    learner,
    answer: async (image) => {
      const voters = (await learner.voters?.(image, work)) ?? null
      const { probabilities } = voters ?? (await learner.answer(image, 1, work))
      return { probabilities, voters }
    },
    dispose: () => learner.dispose?.(),
  }
}

async function networkModel(tf: Tensors, folder: string): Promise<ImageModel> {
  const model = await loadModel(tf, folder)
  return {
    learner: null,
    async answer(image, normalization) {
      const { mean, deviation } = normalization ?? { mean: 0, deviation: 1 }
      const answer = tf.tidy(() => {
        const pixels = Float32Array.from(image, (byte) => (byte / 255 - mean) / deviation)
        const input = tf.tensor4d(pixels, [1, fieldSize, fieldSize, 1])
        return tf.softmax(model.predict(input) as ReturnType<Tensors['tensor2d']>)
      })
      try {
        return { probabilities: Float32Array.from(await answer.data<'float32'>()), voters: null }
      } finally {
        answer.dispose()
      }
    },
    dispose: () => model.dispose(),
  }
}
