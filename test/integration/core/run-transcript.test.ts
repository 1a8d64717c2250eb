import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { noAugmentation } from '#contract/augmentation'
import { trainerMessageSchema } from '#contract/training'
import { loadDataset } from '#core/dataset'
import { countConfusion, evaluateModel } from '#core/evaluation'
import { loadModel, modelClassifier } from '#core/model'
import type { Tensors } from '#core/native/tensorflow'
import { smallExperiment, trainSmall } from '../../support/engine/experiment'
import { nativeTensors } from '../../support/engine/tensors'

let tf: Tensors
beforeAll(async () => {
  tf = await nativeTensors()
})

describe('what a run says and leaves', () => {
  it('is all valid, in order, and tells every step', async () => {
    const spec = smallExperiment('mlp', ({ recipe }) => {
      recipe.epochs = 2
      recipe.augmentation = { ...noAugmentation, rotationDegrees: 10, shiftPixels: 1 }
    })
    let savedAccuracy = 0
    const dataset = await loadDataset('mnist')
    const transcript = await trainSmall(spec, undefined, async (runFolder) => {
      const loaded = await loadModel(tf, join(runFolder, 'model'))
      const { imageShape } = dataset
      const classify = modelClassifier(tf, loaded, imageShape, spec.normalization)
      savedAccuracy = (await evaluateModel(classify, dataset)).accuracy
      loaded.dispose()
    })
    for (const message of transcript.messages)
      expect(trainerMessageSchema.safeParse(message).error).toBeUndefined()

    const steps = Array.from({ length: 32 }, (_, i) => i + 1)
    for (const series of [0, 1])
      expect(transcript.series(series).map(({ step }) => step)).toEqual(steps)
    expect(transcript.series(3).map(({ step }) => step)).toEqual([16, 32])
    for (const series of [4, 5, 6]) expect(transcript.series(series).length).toBeGreaterThan(0)

    const phases = transcript.all('phase').map(({ phase }) => phase)
    const epoch = ['training', 'validating']
    expect(phases).toEqual(['preparing', ...epoch, ...epoch, 'testing', 'saving'])
    const kinds = transcript.all('event').map(({ event }) => event.kind)
    expect(kinds).toEqual(['started', 'evaluated', 'finished'])

    const prepared = transcript.last('prepared')
    expect(prepared.spec.dataset.sha256).toBe(dataset.sha256)
    expect(prepared.environment.backend).toBe('tensorflow')
    expect(prepared.stepsPerEpoch).toBe(16)

    const { evaluation } = transcript.last('evaluation')
    expect(evaluation.predicted.length).toBe(10_000)
    const confusion = countConfusion(evaluation.actual, evaluation.predicted, 10)
    const diagonal = Array.from({ length: 10 }, (_, i) => confusion[11 * i] ?? 0)
    expect(diagonal.reduce((sum, n) => sum + n, 0) / 10_000).toBe(evaluation.accuracy)
    expect(savedAccuracy).toBe(evaluation.accuracy)

    const { result } = transcript.last('done')
    expect(result.testAccuracy).toBe(evaluation.accuracy)
    expect(result.parameters).toBe(235_146)
    expect(result.imagesPerSecond).toBeGreaterThan(100)
    expect(result.peakMemoryBytes).toBeGreaterThan(1e8)
    expect(transcript.last('artifact').artifact.bytes).toBeGreaterThan(4 * 235_146)
  })
})
