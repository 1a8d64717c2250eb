import { isNetwork } from '#contract/experiment-spec'
import type { TrainerMessage } from '#contract/training'
import type { WorkCount } from '#contract/work-count'
import { percent, say, type Output } from './output'
import { ProgressBar, timeLeft } from './progress-bar'

/** Shows a run as it goes: a bar on a terminal, otherwise a line for each epoch. */
export class TrainingProgress {
  private readonly bar = new ProgressBar()
  private fits = false
  private phase = ''

  constructor(private readonly output: Output) {}

  show(message: TrainerMessage): void {
    switch (message.type) {
      case 'prepared': {
        const { backend, tensorflowVersion, backendReason } = message.environment
        const native = `native TensorFlow ${tensorflowVersion ?? ''}`
        this.say(
          backend === 'tensorflow' ? `On ${native}.` : `On tfjs ${backend}: ${backendReason ?? ''}`,
        )
        this.fits = !isNetwork(message.spec)
        this.phase = this.fits ? 'fitting' : ''
        this.bar.show({ phase: this.phase, share: 0, left: timeLeft(null), more: [] })
        break
      }
      case 'phase': {
        // A learner does each in one go: the bar begins anew with it.
        if (!this.fits) break
        this.phase = message.phase === 'training' ? 'fitting' : message.phase
        const share = message.phase === 'saving' ? null : 0
        this.bar.show({ phase: this.phase, share, left: timeLeft(null), more: [] })
        break
      }
      case 'progress':
        this.bar.show({
          phase: this.phase,
          share: message.step / Math.max(1, message.steps),
          left: leftWords(message.secondsLeft, message.counted),
          more: this.fits
            ? countWords(message.counted)
            : [
                `epoch ${message.epoch.toFixed(1)}`,
                `${message.imagesPerSecond?.toFixed(0) ?? '–'} images/s`,
              ],
        })
        break
      case 'epoch': {
        const { epoch, trainLoss, validationLoss, validationAccuracy, imagesPerSecond } =
          message.figures
        if (!this.bar.visible)
          this.say(
            `epoch ${epoch}: loss ${trainLoss.toPrecision(3)}, validation loss ${validationLoss.toPrecision(3)}, validation accuracy ${percent(validationAccuracy)}, ${imagesPerSecond.toFixed(0)} images/s`,
          )
        break
      }
      case 'event':
        if (message.event.kind === 'note') this.say(message.event.message)
        break
      case 'done':
      case 'failed':
        this.end()
        break
    }
  }

  /** A line for the reader, above the bar. */
  say(line: string): void {
    this.bar.aside(() => {
      say(this.output, line)
    })
  }

  end(): void {
    this.bar.end()
  }
}

/** Iterations end where they have converged: their number is a limit, and so is what follows of it. */
const isLimit = (counted: WorkCount | null) => counted?.unit === 'iterations'

const leftWords = (secondsLeft: number | null, counted: WorkCount | null) =>
  isLimit(counted) && secondsLeft !== null
    ? `at most ${timeLeft(secondsLeft)}`
    : timeLeft(secondsLeft)

function countWords(counted: WorkCount | null): string[] {
  if (!counted) return []
  const { done, of, unit } = counted
  return [isLimit(counted) ? `${done} ${unit}, at most ${of}` : `${done} of ${of} ${unit}`]
}
