/** What the accuracy benchmarks have in common: the terminal on a data folder of its own. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const cli = join(import.meta.dirname, '..', '..', 'out', 'main', 'cli.cjs')

/** What the article and the table of peers call augmentation. */
export const augment = ['--augment', 'rotation=15,shift=2']

/** Those of the command line, else 42, 1 and 2. */
export function seeds() {
  const given = process.argv.slice(2).filter(isSeed).map(Number)
  return given.length > 0 ? given : [42, 1, 2]
}

/** Whether a model is among those that the command line names, or it names none. */
export function isAskedFor(model) {
  const given = process.argv.slice(2).filter((word) => !isSeed(word))
  return given.length === 0 || given.includes(model)
}

const isSeed = (word) => /^\d+$/.test(word)

/**
 * Calls `body` with a function that gives the answer of a command. What it trained is gone
 * afterwards.
 */
export function withTerminal(body) {
  const folder = mkdtempSync(join(tmpdir(), 'inkbench-bench-'))
  const inkbench = (command, ...words) => {
    const all = [cli, command, '--data-dir', folder, '--json', ...words.map(String)]
    const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
    return JSON.parse(stdout)
  }
  try {
    body(inkbench)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length

/** Mean, and the standard deviation of the sample where there are several. */
export function inWords(values, digits, unit = '') {
  const middle = `${mean(values).toFixed(digits)}${unit}`
  if (values.length < 2) return middle
  const squares = values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0)
  return `${middle} ± ${Math.sqrt(squares / (values.length - 1)).toFixed(digits)}`
}
