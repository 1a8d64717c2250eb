import type { TrainerMessage } from '#contract/training'
import type { NetworkExperiment } from '#contract/experiment-spec'
import { noFit } from '#contract/fit'
import { testEnvironment } from '../../support/environment'

/** What a trainer says of `epochs` short epochs, up to the end if `ends`. */
export function trainerTalk(
  spec: NetworkExperiment,
  { epochs, ends }: { epochs: number; ends: boolean },
): TrainerMessage[] {
  const time = 1_700_000_000_000
  const talk: TrainerMessage[] = [
    {
      type: 'prepared',
      time,
      environment: testEnvironment,
      spec,
      parameters: 10,
      multiplyAdds: 20,
      stepsPerEpoch: 2,
    },
  ]
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    talk.push({
      type: 'points',
      points: {
        series: Uint8Array.of(0, 0),
        step: Uint32Array.of(2 * epoch - 1, 2 * epoch),
        epoch: Float32Array.of(epoch - 0.5, epoch),
        time: Float64Array.of(time + epoch, time + epoch + 1),
        value: Float64Array.of(1 / epoch, Number.NaN),
      },
    })
    talk.push({
      type: 'epoch',
      figures: {
        epoch,
        step: 2 * epoch,
        trainLoss: 1 / epoch,
        trainAccuracy: 0.5,
        validationLoss: 0.9 / epoch,
        validationAccuracy: 0.6,
        learningRate: 1e-3,
        seconds: 1,
        imagesPerSecond: 1_000,
        time: time + epoch,
      },
    })
  }
  if (!ends) return talk
  talk.push({
    type: 'evaluation',
    evaluation: {
      classNames: ['a', 'b'],
      actual: Uint8Array.of(0, 0, 1, 1),
      predicted: Uint8Array.of(0, 1, 1, 1),
      probabilities: Float32Array.of(0.9, 0.1, 0.2, 0.8, 0.4, 0.6, 0.05, 0.95),
      accuracy: 0.75,
      loss: 0.3,
    },
  })
  talk.push({
    type: 'done',
    result: {
      status: 'finished',
      testAccuracy: 0.75,
      testLoss: 0.3,
      imagesPerSecond: 1_000,
      seconds: 3,
      parameters: 10,
      multiplyAdds: 20,
      peakMemoryBytes: 1_000,
      ...noFit,
    },
  })
  return talk
}
