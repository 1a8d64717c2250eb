import type { Problem } from '#contract/problem'

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
  evaluated: (accuracy: number) => {
    const percent = (100 * accuracy).toFixed(2)
    return sentence('event.evaluated', `Test accuracy: ${percent} %.`, { percent })
  },
  finished: (steps: number) =>
    sentence('event.finished', `Training finished after ${steps} steps.`, { steps }),
  stopped: (steps: number) =>
    sentence('event.stopped', `Training stopped after ${steps} steps.`, { steps }),
}
