import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { root } from '../support.ts'

export interface Answer {
  /** Images a second. */
  rate: number
  /** Largest resident memory so far, in bytes. */
  memory: number
}

/** A process that answers one line for each line it is given. */
export function spawnContestant(name: string, command: string, words: string[]) {
  const child = spawn(command, words, { stdio: ['pipe', 'pipe', 'ignore'], cwd: root })
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const next = async () => {
    const { value, done } = await lines.next()
    if (done) throw new Error(`${name} ended.`)
    return JSON.parse(value) as unknown
  }
  return {
    name,
    hello: async () => ((await next()) as { version: string }).version,
    ask: async (line: string) => {
      child.stdin.write(`${line}\n`)
      return (await next()) as Answer
    },
    end: () => child.stdin.end(),
  }
}
