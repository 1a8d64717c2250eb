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
    return new Promise((resolve, reject) => {
      this.waiting.set(call.id, { resolve, reject })
      child.postMessage(call)
    })
  }

  /** Ends the process; resolves when it is gone. */
  async end(): Promise<void> {
    const child = this.child
    if (!child) return
    const gone = new Promise<void>((resolve) => {
      child.once('exit', () => {
        resolve()
      })
    })
    child.kill()
    await gone
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
      this.failAll(code)
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

  private failAll(code: number) {
    const text = `The ${this.serviceName} process ended unexpectedly (exit code ${code}). Try again.`
    const error = new WorkbenchError('process.gone', text, { process: this.serviceName, code })
    for (const { reject } of this.waiting.values()) reject(error)
    this.waiting.clear()
  }
}
