import type { Problem } from '#contract/problem'
import { secondsText } from '#contract/seconds-text'
import type { BestEpochState } from './best-epoch'

const sentence = (code: string, message: string, values: Problem['values'] = {}): Problem => ({
  code,
  values,
  message,
})

/** What a run says of its own course, for every language. */
export const eventSentences = {
  started: sentence('event.started', 'Training began.'),
  paused: sentence('event.paused', 'Training was paused.'),
  resumed: sentence('event.resumed', 'Training went on.'),
  stopRequested: sentence('event.stopRequested', 'Training was stopped.'),
  rateDropped: (lowered: number) => {
    const rate = lowered.toPrecision(3)
    return sentence(
      'event.rateDropped',
      `The validation loss no longer fell: learning rate down to ${rate}.`,
      { rate },
    )
  },
  rateChanged: (learningRate: number) => {
    const rate = learningRate.toPrecision(3)
    return sentence('event.rateChanged', `Learning rate changed to ${rate}.`, { rate })
  },
  stoppedEarly: ({ epoch, epochsWithout }: BestEpochState) =>
    sentence(
      'event.stoppedEarly',
      `Ended early: no better epoch than the ${epoch}. for ${epochsWithout} epochs.`,
      { epoch, epochs: epochsWithout },
    ),
  bestRestored: (epoch: number) =>
    sentence('event.bestRestored', `Back to the weights of epoch ${epoch}, the best.`, { epoch }),
  continued: (epoch: number) => {
    const place = epoch.toFixed(2)
    return sentence('event.continued', `Went on from the checkpoint at epoch ${place}.`, {
      epoch: place,
    })
  },
  checkpointDamaged: (file: string) =>
    sentence(
      'event.checkpointDamaged',
      `The checkpoint ${file} is damaged; the one before it was used.`,
      { file },
    ),
  checkpointFailed: (reason: string) =>
    sentence('event.checkpointFailed', `A checkpoint could not be written: ${reason}`, { reason }),
  checkpointsLeft: (reason: string) =>
    sentence('event.checkpointsLeft', `The checkpoints could not be removed: ${reason}`, {
      reason,
    }),
  bestLost: (epoch: number) =>
    sentence(
      'event.bestLost',
      `The weights of epoch ${epoch}, the best so far, are lost; they are restored only if a later epoch is better.`,
      { epoch },
    ),
  precisionUnused: sentence(
    'event.precisionUnused',
    'Mixed precision was left out: on a CPU it is slower than 32 bits.',
  ),
  warmupTooLong: (warmup: number, epochs: number) =>
    sentence(
      'event.warmupTooLong',
      `The warm-up of ${warmup} epochs is longer than the run of ${epochs}: the learning rate never reaches its full value.`,
      { warmup, epochs },
    ),
  evaluated: (accuracy: number) => {
    const percent = (100 * accuracy).toFixed(2)
    return sentence('event.evaluated', `Test accuracy: ${percent} %.`, { percent })
  },
  fitted: (fitSeconds: number, testSeconds: number) => {
    const [fit, test] = [secondsText(fitSeconds), secondsText(testSeconds)]
    return sentence('event.fitted', `Fitted in ${fit} s, tested in ${test} s.`, { fit, test })
  },
  notConverged: sentence(
    'event.notConverged',
    'The fit was given up at its limit of steps, before it had converged.',
  ),
  fitStarted: sentence('event.fitStarted', 'The fit began.'),
  fitStopped: sentence('event.fitStopped', 'The fit was stopped; nothing of it is kept.'),
  finished: (steps: number) =>
    sentence('event.finished', `Training finished after ${steps} steps.`, { steps }),
  stopped: (steps: number) =>
    sentence('event.stopped', `Training stopped after ${steps} steps.`, { steps }),
}
