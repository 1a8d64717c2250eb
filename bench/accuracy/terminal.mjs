/** What the accuracy figures have in common: the terminal, on a data folder of its own. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const cli = join(import.meta.dirname, '..', '..', 'out', 'main', 'cli.cjs')
const folder = mkdtempSync(join(tmpdir(), 'inkbench-bench-'))

/** The answer of a command. */
export function inkbench(words) {
  const all = [cli, '--data-dir', folder, '--json', ...words]
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}

export function removeRuns() {
  rmSync(folder, { recursive: true, force: true })
}

/** Those of the command line, else 42, 1 and 2. */
export function seeds() {
  const asked = process.argv.slice(2).map(Number)
  return asked.length > 0 ? asked : [42, 1, 2]
}

/** Mean, and the range beside it. */
export function spread(values, digits) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const [low, high] = [Math.min(...values), Math.max(...values)]
  return `${mean.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`
}
