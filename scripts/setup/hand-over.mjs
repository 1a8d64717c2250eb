import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/**
 * Hands the terminal over to a program and waits for its end: its streams are
 * this process's own, signals are passed on, its exit status is returned.
 * @param {import('node:child_process').SpawnOptions & {onStderr?: (text: string) => void}} options
 * @returns {Promise<number>}
 */
export function handOver(command, args, { onStderr, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = ['inherit', 'inherit', onStderr ? 'pipe' : 'inherit']
    const child = spawn(command, args, { stdio, ...options })
    child.stderr?.on('data', (chunk) => {
      process.stderr.write(chunk)
      onStderr(String(chunk))
    })
    const pass = {
      // Ctrl+C on a terminal reaches the whole group by itself.
      SIGINT: () => process.stdin.isTTY || child.kill('SIGINT'),
      SIGTERM: () => child.kill('SIGTERM'),
      SIGHUP: () => child.kill('SIGHUP'),
    }
    for (const [signal, listener] of Object.entries(pass)) process.on(signal, listener)
    const end = (settle, value) => {
      for (const [signal, listener] of Object.entries(pass)) process.off(signal, listener)
      settle(value)
    }
    child.on('error', (error) => end(reject, error))
    child.on('close', (code, signal) => end(resolve, code ?? 128 + constants.signals[signal]))
  })
}
