import { WorkbenchError } from '#contract/problem'
import { callSchema, type CalleeMessage, type Methods } from './rpc-protocol'

/** The child's end of the line to main; Electron's `process.parentPort` is one. */
export interface ParentLine {
  post(message: unknown): void
  listen(listener: (message: unknown) => void): void
}

export interface Server {
  notify(name: string, value: unknown): void
}

/** Answers main's calls by the methods given, each call on its own; an error becomes an answer. */
export function serve(line: ParentLine, methods: Methods): Server {
  const post = (message: CalleeMessage) => {
    line.post(message)
  }
  line.listen((message) => {
    const { id, method, argument } = callSchema.parse(message)
    void (async () => {
      try {
        const run = Object.hasOwn(methods, method) ? methods[method] : undefined
        if (!run) throw new Error(`No such method: ${method}`)
        post({ type: 'answer', id, value: await run(argument as never) })
      } catch (error) {
        post({ type: 'failure', id, ...describeError(error) })
      }
    })()
  })
  return {
    notify: (name, value) => {
      post({ type: 'notice', name, value })
    },
  }
}

/** The problem that an error carries; what nobody foresaw is called `unexpected` and keeps its stack. */
export function describeError(error: unknown) {
  if (error instanceof WorkbenchError)
    return { problem: error.problem, ...(error.detail ? { detail: error.detail } : {}) }
  const message = error instanceof Error ? error.message : String(error)
  const detail = error instanceof Error ? error.stack : undefined
  return {
    problem: { code: 'unexpected', values: { message }, message },
    ...(detail ? { detail } : {}),
  }
}
