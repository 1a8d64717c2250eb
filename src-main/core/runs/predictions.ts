import type { MeanConfidence, PredictedImages, PredictedImagesQuery } from '#contract/run'
import type { Evaluation } from '#contract/training'

/** Test images behind a cell or a header of the matrix, the most confident first. */
export function findPredicted(
  evaluation: Evaluation | null,
  query: PredictedImagesQuery,
): Omit<PredictedImages, 'pixels'> {
  if (!evaluation)
    return {
      total: 0,
      indices: new Uint32Array(0),
      actual: new Uint8Array(0),
      predicted: new Uint8Array(0),
      confidence: new Float32Array(0),
    }
  const { actual, predicted } = evaluation
  const confidence = (image: number) => confidenceIn(evaluation, image)
  const matching = Uint32Array.from(actual.keys()).filter(
    (image) =>
      (query.actual === null || actual[image] === query.actual) &&
      (query.predicted === null || predicted[image] === query.predicted) &&
      !(query.errorsOnly && actual[image] === predicted[image]),
  )
  matching.sort((a, b) => confidence(b) - confidence(a) || a - b)
  const indices = matching.slice(query.offset, query.offset + query.limit)
  return {
    total: matching.length,
    indices,
    actual: Uint8Array.from(indices, (image) => actual[image] ?? 0),
    predicted: Uint8Array.from(indices, (image) => predicted[image] ?? 0),
    confidence: Float32Array.from(indices, confidence),
  }
}

/** How sure a run was where it was right and where it was wrong. */
export function meanConfidence(evaluation: Evaluation | null): MeanConfidence {
  const mean = (rightly: boolean) => {
    const { actual = new Uint8Array(), predicted = new Uint8Array() } = evaluation ?? {}
    const images = [...actual.keys()].filter((at) => (actual[at] === predicted[at]) === rightly)
    if (!evaluation || images.length === 0) return null
    const sum = images.reduce((all, image) => all + confidenceIn(evaluation, image), 0)
    return sum / images.length
  }
  return { right: mean(true), wrong: mean(false) }
}

/** What the class that was named for an image was given. */
const confidenceIn = (
  { probabilities, predicted, classNames }: Evaluation,
  image: number,
): number => probabilities[image * classNames.length + (predicted[image] ?? 0)] ?? 0
