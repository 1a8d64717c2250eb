import type { ParentLine } from './rpc-server'

/** The line to main of a process that main forked with Electron's utilityProcess. */
export function parentLine(): ParentLine {
  const port = process.parentPort
  return {
    post: (message) => {
      port.postMessage(message)
    },
    listen: (listener) => {
      port.on('message', ({ data }: { data: unknown }) => {
        listener(data)
      })
    },
  }
}
