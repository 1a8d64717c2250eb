import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadDataset } from '#core/dataset'
import type { LearningImages, Work } from '#core/learners/types'

export const quietWork: Work = { signal: new AbortController().signal, report: () => undefined }

/** The first images of MNIST: those to learn from, and those to name. */
export async function firstImages(training: number, images: number) {
  const dataset = await loadDataset('mnist')
  const learning: LearningImages = {
    count: training,
    features: 784,
    classes: 10,
    pixels: dataset.train.pixels.slice(0, training * 784),
    labels: dataset.train.labels.slice(0, training),
  }
  return {
    learning,
    pixels: dataset.test.pixels.slice(0, images * 784),
    labels: dataset.test.labels.slice(0, images),
  }
}

/** @param name of a file in `test/golden`, without its ending */
export function readLearnerGolden<Golden>(name: string): Golden {
  const file = join(import.meta.dirname, `../golden/${name}.json`)
  return JSON.parse(readFileSync(file, 'utf8')) as Golden
}
