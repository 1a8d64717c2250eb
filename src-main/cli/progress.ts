import type { SingleBar } from 'cli-progress'
import { isNetwork } from '#contract/experiment-spec'
import type { TrainerMessage } from '#contract/training'
import type { WorkCount } from '#contract/work-count'
import { percent, say, type Output } from './output'
import { progressBar, timeLeft } from './progress-bar'

/** Shows a run as it goes: a bar on a terminal, otherwise a line for each epoch. */
export class TrainingProgress {
  private bar: SingleBar | null = null
  private fits = false

  constructor(private readonly output: Output) {}

  show(message: TrainerMessage): void {
    switch (message.type) {
      case 'prepared': {
        const { backend, tensorflowVersion, backendReason } = message.environment
        const native = `native TensorFlow ${tensorflowVersion ?? ''}`
        say(
          this.output,
          backend === 'tensorflow' ? `On ${native}.` : `On tfjs ${backend}: ${backendReason ?? ''}`,
        )
        this.fits = !isNetwork(message.spec)
        const words = this.fits
          ? '{phase} {percentage}%{counted}'
          : '{percentage}% · epoch {epoch} · {rate} images/s'
        this.bar = progressBar(`{bar} ${words} · {left} left`)
        this.bar?.start(100, 0, {
          phase: 'fitting',
          counted: '',
          epoch: 0,
          rate: '–',
          left: '–',
        })
        break
      }
      case 'phase':
        // A learner does each in one go: the bar begins anew with it.
        if (this.fits)
          this.bar?.update(0, {
            phase: message.phase === 'training' ? 'fitting' : message.phase,
            counted: '',
            left: '–',
          })
        break
      case 'progress':
        this.bar?.update((100 * message.step) / Math.max(1, message.steps), {
          counted: countWords(message.counted),
          epoch: message.epoch.toFixed(1),
          rate: message.imagesPerSecond?.toFixed(0) ?? '–',
          left: timeLeft(message.secondsLeft),
        })
        break
      case 'epoch': {
        const { epoch, trainLoss, validationLoss, validationAccuracy, imagesPerSecond } =
          message.figures
        if (!this.bar)
          say(
            this.output,
            `epoch ${epoch}: loss ${trainLoss.toPrecision(3)}, validation loss ${validationLoss.toPrecision(3)}, validation accuracy ${percent(validationAccuracy)}, ${imagesPerSecond.toFixed(0)} images/s`,
          )
        break
      }
      case 'event':
        if (message.event.kind === 'note') say(this.output, message.event.message)
        break
      case 'done':
      case 'failed':
        this.bar?.stop()
        break
    }
  }
}

const countWords = (counted: WorkCount | null) =>
  counted ? ` · ${counted.done} of ${counted.of} ${counted.unit}` : ''
