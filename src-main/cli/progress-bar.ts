import { SingleBar } from 'cli-progress'
import { progressLine, type ProgressState } from './progress-line'

/** A line that is drawn over itself, on a terminal's standard error; elsewhere nothing. */
export class ProgressBar {
  private readonly bar = process.stderr.isTTY ? newBar() : null
  private state: ProgressState | null = null

  /** Whether it is seen. */
  get visible(): boolean {
    return this.bar !== null
  }

  /** Begins with the first state. */
  show(state: ProgressState): void {
    const begun = this.state !== null
    this.state = state
    if (begun) this.bar?.update({ state })
    else this.bar?.start(1, 0, { state })
  }

  /** Has something written above the line. */
  aside(write: () => void): void {
    const { state } = this
    this.end()
    write()
    if (state) this.show(state)
  }

  /** Clears the line, and gives the terminal back as it was. */
  end(): void {
    this.state = null
    this.bar?.stop()
  }
}

const newBar = () =>
  new SingleBar({
    format: (_options, _params, payload: { state: ProgressState }) =>
      progressLine(payload.state, process.stderr.columns || 80),
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
  })

/** Rounded up: what is not done has time left. @param seconds null while not known */
export const timeLeft = (seconds: number | null) =>
  seconds === null ? '– left' : `${Math.ceil(seconds)} s left`
