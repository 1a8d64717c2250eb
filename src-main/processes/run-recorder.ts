import { WorkbenchError, type Problem } from '#contract/problem'
import type { TrainerMessage } from '#contract/training'
import { HeldPoints } from './held-points'
import type { StoreClient } from './store-client'

/** Problems of the store that the next message would meet again. */
const lasting = [
  'store.full',
  'store.unwritable',
  'store.folderGone',
  'store.unreadable',
  'store.damaged',
]

/** Hands on to the store, in its order, what is said of the run that trains. */
export class RunRecorder {
  private recording: Promise<unknown> = Promise.resolve()
  /** What keeps the run from being recorded; told once, and not with each message. */
  private unrecorded: WorkbenchError | null = null
  private readonly held = new HeldPoints((runId, points) => {
    this.record(this.store.call('record', { runId, message: { type: 'points', points } }))
  })

  /**
   * @param onProblem the store's first problem with a run
   * @param onLasting nothing more of the run can be kept
   */
  constructor(
    private readonly store: StoreClient,
    private readonly onProblem: (error: unknown) => void,
    private readonly onLasting: () => void,
  ) {}

  /** Another run begins. */
  begin(): void {
    this.unrecorded = null
  }

  message(runId: string, message: TrainerMessage): void {
    if (message.type === 'points') {
      this.held.add(runId, message.points)
      return
    }
    this.held.flush()
    this.record(this.store.call('record', { runId, message }))
  }

  /** Of a run whose trainer has gone without a last word. */
  cutOff(runId: string, reason: Problem): void {
    const ending = this.unrecorded
      ? { status: 'failed' as const, reason: this.unrecorded.problem }
      : { status: 'crashed' as const, reason }
    this.record(this.store.call('endRun', { runId, ...ending }))
  }

  /** Has the store know all points that were said. */
  flushPoints(): void {
    this.held.flush()
  }

  /** Resolves when all that was said until now is recorded, or could not be. */
  async settled(): Promise<void> {
    await this.recording
  }

  private record(call: Promise<unknown>): void {
    const recorded = call.catch((error: unknown) => {
      this.notRecorded(error)
    })
    this.recording = Promise.all([this.recording, recorded])
  }

  private notRecorded(error: unknown): void {
    if (this.unrecorded) return
    this.onProblem(error)
    if (!(error instanceof WorkbenchError) || !lasting.includes(error.problem.code)) return
    this.unrecorded = error
    this.onLasting()
  }
}
