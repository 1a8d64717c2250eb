import type { Evaluation } from '#contract/training'
import { wholeTest } from '../dataset/samples'
import type { Dataset } from '../dataset/types'
import { inferBatches, type Classifier } from '../model/infer'
import { scoreLogits } from '../model/scores'

/** What a model says of the whole test set. */
export async function evaluateModel(classify: Classifier, dataset: Dataset): Promise<Evaluation> {
  const { classNames, imageShape } = dataset
  const selection = wholeTest(dataset)
  const count = selection.positions.length
  const classes = classNames.length
  const predicted = new Uint8Array(count)
  const probabilities = new Float32Array(count * classes)
  let lossSum = 0
  let correct = 0
  for await (const batch of inferBatches(classify, selection, imageShape)) {
    const scores = scoreLogits(batch.logits, batch.labels, classes)
    predicted.set(scores.predicted, batch.start)
    probabilities.set(scores.probabilities, batch.start * classes)
    lossSum += scores.lossSum
    correct += scores.correct
  }
  return {
    classNames: [...classNames],
    actual: Uint8Array.from(dataset.test.labels),
    predicted,
    probabilities,
    accuracy: correct / count,
    loss: lossSum / count,
  }
}
