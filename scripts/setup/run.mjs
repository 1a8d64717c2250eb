import { spawn } from 'node:child_process'

/**
 * Runs a program without a shell and keeps what it says.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & {timeoutMs?: number}} [options]
 * @returns {Promise<{status: number, output: string, stdout: string}>}
 *   status 127 where the program does not exist, 124 where time ran out
 */
export function run(command, args, options = {}) {
  const { timeoutMs, ...rest } = options
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...rest })
    let output = ''
    let stdout = ''
    let late = false
    const timer = timeoutMs
      ? setTimeout(() => {
          late = true
          child.kill('SIGKILL')
        }, timeoutMs)
      : undefined
    child.stdout?.on('data', (chunk) => {
      output += chunk
      stdout += chunk
    })
    child.stderr?.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => {
      clearTimeout(timer)
      resolve({ status: 127, output: error.message, stdout })
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ status: late ? 124 : (code ?? 1), output, stdout })
    })
  })
}

/** How npm is started: on Windows it is a script of the command processor. */
export function runNpm(args, options = {}) {
  const windows = process.platform === 'win32'
  return run(windows ? 'npm.cmd' : 'npm', args, { shell: windows, ...options })
}
