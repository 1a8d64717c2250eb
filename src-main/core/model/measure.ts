import type { Dataset, ImageSelection } from '../dataset/types'
import { inferBatches, type Classifier } from './infer'
import { scoreLogits } from './scores'

export interface Measure {
  loss: number
  accuracy: number
}

/** Mean loss and accuracy over images; null where `interrupted` became true before the end. */
export async function measureModel(
  classify: Classifier,
  selection: ImageSelection,
  dataset: Pick<Dataset, 'imageShape' | 'classNames'>,
  interrupted: () => boolean = () => false,
): Promise<Measure | null> {
  const { imageShape, classNames } = dataset
  const count = selection.positions.length
  let lossSum = 0
  let correct = 0
  for await (const batch of inferBatches(classify, selection, imageShape)) {
    if (interrupted()) return null
    const scores = scoreLogits(batch.logits, batch.labels, classNames.length)
    lossSum += scores.lossSum
    correct += scores.correct
  }
  return { loss: lossSum / count, accuracy: correct / count }
}
