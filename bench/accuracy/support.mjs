/** What the accuracy benchmarks have in common: the terminal on a data folder of its own. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const cli = join(import.meta.dirname, '..', '..', 'out', 'main', 'cli.cjs')

/** What the article and the table of peers call augmentation. */
export const augment = ['--augment', 'rotation=15,shift=2']

/**
 * Calls `body` with a function that trains by the terminal and gives its figures.
 * The runs are gone afterwards.
 */
export function withTraining(body) {
  const folder = mkdtempSync(join(tmpdir(), 'inkbench-bench-'))
  const train = (words) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [cli, 'train', '--data-dir', folder, '--json', ...words.map(String)],
      { encoding: 'utf8' },
    )
    if (status !== 0) throw new Error(stderr)
    return JSON.parse(stdout)
  }
  try {
    body(train)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
