import { join } from 'node:path'
import { utilityProcess, type UtilityProcess } from 'electron'
import { WorkbenchError } from '#contract/problem'
import {
  calleeMessageSchema,
  type Argument,
  type Call,
  type Methods,
  type Result,
} from './rpc-protocol'

interface Waiting {
  child: UtilityProcess
  /** Resolves with the answer, good or bad. */
  settled: () => Promise<unknown>
  resolve: (value: never) => void
  reject: (error: Error) => void
}

/**
 * Main's end of the line to a helper process. The process starts at the first
 * call and, should it die, again at the next: its death fails the calls under
 * way and nothing else.
 */
export class ProcessClient<M extends Methods> {
  private child: UtilityProcess | null = null
  private nextId = 1
  private readonly waiting = new Map<number, Waiting>()

  constructor(
    private readonly entry: string,
    private readonly serviceName: string,
    private readonly startArguments: () => readonly string[],
    private readonly onNotice: (name: string, value: unknown) => void = () => undefined,
  ) {}

  /** @throws WorkbenchError with the child's own problem, or `process.gone` when it died. */
  call<K extends keyof M & string>(method: K, argument: Argument<M, K>): Promise<Result<M, K>> {
    const child = this.start()
    const call: Call = { id: this.nextId++, method, argument }
    const answer = new Promise<Result<M, K>>((resolve, reject) => {
      const settled = () => answer.catch(() => undefined)
      this.waiting.set(call.id, { child, settled, resolve, reject })
      child.postMessage(call)
    })
    return answer
  }

  /** Ends the process once it has answered; calls from now on go to a new one. */
  async retire(): Promise<void> {
    const child = this.child
    if (!child) return
    this.child = null
    const underWay = [...this.waiting.values()].filter((waiting) => waiting.child === child)
    await Promise.all(underWay.map(({ settled }) => settled()))
    await endProcess(child)
  }

  /** Ends the process; resolves when it is gone. */
  async end(): Promise<void> {
    if (this.child) await endProcess(this.child)
  }

  private start(): UtilityProcess {
    if (this.child) return this.child
    const child = utilityProcess.fork(join(__dirname, this.entry), [...this.startArguments()], {
      serviceName: this.serviceName,
    })
    child.on('message', (message: unknown) => {
      this.receive(message)
    })
    child.on('exit', (code) => {
      if (this.child === child) this.child = null
      this.failAll(child, code)
    })
    this.child = child
    return child
  }

  private receive(raw: unknown) {
    const message = calleeMessageSchema.parse(raw)
    if (message.type === 'notice') {
      this.onNotice(message.name, message.value)
      return
    }
    const waiting = this.waiting.get(message.id)
    this.waiting.delete(message.id)
    if (message.type === 'answer') waiting?.resolve(message.value as never)
    else {
      const { code, message: text, values } = message.problem
      waiting?.reject(new WorkbenchError(code, text, values, message.detail))
    }
  }

  private failAll(child: UtilityProcess, code: number) {
    const text = `The ${this.serviceName} process ended unexpectedly (exit code ${code}). Try again.`
    const error = new WorkbenchError('process.gone', text, { process: this.serviceName, code })
    for (const [id, waiting] of this.waiting)
      if (waiting.child === child) {
        this.waiting.delete(id)
        waiting.reject(error)
      }
  }
}

async function endProcess(child: UtilityProcess): Promise<void> {
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve()
    })
  })
  child.kill()
  await gone
}
