import { join } from 'node:path'
import { utilityProcess, type UtilityProcess } from 'electron'
import { trainerMessageSchema, type TrainerCommand, type TrainerMessage } from '#contract/training'

/** A trainer that was told to stop and says nothing for so long is ended. */
const stopPatienceMilliseconds = 120_000

export interface TrainerEnd {
  /** True when the trainer said itself how the run ended. */
  orderly: boolean
  /** Exit code of the process. */
  code: number
}

/** Main's end of one trainer process. */
export class TrainerClient {
  private readonly child: UtilityProcess
  private spoke = false
  private stopTimer: NodeJS.Timeout | null = null

  constructor(
    start: Extract<TrainerCommand, { type: 'start' }>,
    private readonly onMessage: (message: TrainerMessage) => void,
    onEnd: (end: TrainerEnd) => void,
  ) {
    this.child = utilityProcess.fork(join(__dirname, 'trainer.cjs'), [], {
      serviceName: 'Inkbench trainer',
    })
    this.child.on('message', (raw: unknown) => {
      this.receive(raw)
    })
    this.child.on('exit', (code) => {
      if (this.stopTimer) clearTimeout(this.stopTimer)
      onEnd({ orderly: this.spoke, code })
    })
    this.send(start)
  }

  get pid(): number | undefined {
    return this.child.pid
  }

  send(command: TrainerCommand) {
    this.child.postMessage(command)
    if (command.type === 'stop' && !this.stopTimer)
      this.stopTimer = setTimeout(() => {
        this.kill()
      }, stopPatienceMilliseconds)
  }

  kill() {
    this.child.kill()
  }

  private receive(raw: unknown) {
    const message = trainerMessageSchema.parse(raw)
    const last = message.type === 'done' || message.type === 'failed'
    if (last) this.spoke = true
    this.onMessage(message)
    // Native TensorFlow keeps threads that would hold the process open.
    if (last) this.kill()
  }
}
