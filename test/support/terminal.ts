import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openStore } from '#core/runs'

/** The built terminal, as `npm run cli` runs it. */
export const program = resolve('out/main/cli.cjs')

export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

/** A short training. */
export const small = ['train', '--model', 'mlp', '--train-limit', '1000', '--epochs', '1']

/** The terminal with a data folder of its own. */
export class Terminal {
  readonly folder = mkdtempSync(join(tmpdir(), 'inkbench-cli-'))

  /** @param onOutput hears all that was said so far, each time something is */
  run(
    words: string[],
    onOutput: (text: string, kill: (signal: NodeJS.Signals) => void) => void = () => undefined,
  ): Promise<Ended> {
    const child = spawn(process.execPath, [program, '--data-dir', this.folder, ...words])
    let stdout = ''
    let stderr = ''
    const hear = () => {
      onOutput(stdout + stderr, (signal) => child.kill(signal))
    }
    child.stdout.on('data', (data: Buffer) => {
      stdout += data.toString()
      hear()
    })
    child.stderr.on('data', (data: Buffer) => {
      stderr += data.toString()
      hear()
    })
    return new Promise((done) => {
      child.on('close', (code, signal) => {
        done({ code, signal, stdout, stderr })
      })
    })
  }

  /** Opened as the next start would open it; the newest first. */
  runs() {
    const store = openStore(this.folder, { ownerPid: process.pid })
    try {
      return store.reader.list({ search: '', sortBy: 'number', descending: true })
    } finally {
      store.close()
    }
  }

  newest() {
    const [run] = this.runs()
    if (!run) throw new Error('There is no run.')
    return run
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
