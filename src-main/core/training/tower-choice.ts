import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { writeTextFile } from '../write-text-file'
import { CompiledStep } from './compiled-step'
import type { StepParts } from './training-step'

/** Steps before the clock runs: TensorFlow puts a graph in order while it runs first. */
const warmUp = 3
const measured = 10

/**
 * How many towers train a model fastest on this machine: one, or one a lane. Found by a few steps
 * of each, once for a model and batch size; the file keeps the answer, so that later runs are split
 * the same way and give the same numbers.
 */
export function chooseTowers(parts: StepParts, batchSize: number, file: string): number {
  const lanes = Math.min(parts.lanes, batchSize)
  if (lanes === 1) return 1
  const key = situation(parts, batchSize)
  const known = readChoices(file)
  const before = known[key]
  if (before !== undefined && before >= 1 && before <= lanes) return before
  const [one, many] = [stepTime(parts, 1, batchSize), stepTime(parts, lanes, batchSize)]
  const towers = many < one ? lanes : 1
  writeChoices(file, { ...known, [key]: towers })
  return towers
}

/** Everything that the answer depends on, as a short text. */
function situation(
  { tf, model, preparation, recipe, products }: StepParts,
  batchSize: number,
): string {
  const machine = [cpus()[0]?.model, availableParallelism(), process.env['TF_NUM_INTRAOP_THREADS']]
  const layers = model.layers.map((layer) => [layer.getClassName(), layer.getConfig()])
  const { optimizer, accumulation } = recipe
  const step = { preparation, optimizer, accumulation, products, batchSize }
  const all = { machine, version: tf.version_core, layers, step }
  return createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 16)
}

/**
 * Milliseconds of a step: the quickest of several, since whatever else the machine does only makes
 * steps slower.
 */
function stepTime(parts: StepParts, towers: number, batchSize: number): number {
  const { tf, dataset } = parts
  const positions = Uint32Array.from({ length: batchSize }, (_, i) => i % dataset.train.count)
  const step = new CompiledStep(parts, towers, [batchSize])
  try {
    const times = Array.from({ length: warmUp + measured }, (_, i) => {
      const start = performance.now()
      const { loss, correct } = step.run({ positions, step: i }, 1e-6)
      tf.dispose([loss, correct])
      return performance.now() - start
    })
    return Math.min(...times.slice(warmUp))
  } finally {
    step.dispose()
  }
}

/** What cannot be read is measured again. */
function readChoices(file: string): Record<string, number> {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof value !== 'object' || value === null) return {}
    const entries = Object.entries(value).filter(([, towers]) => Number.isInteger(towers))
    return Object.fromEntries(entries) as Record<string, number>
  } catch {
    return {}
  }
}

/** What cannot be written is measured again next time; a run does not fail for it. */
function writeChoices(file: string, choices: Record<string, number>) {
  try {
    writeTextFile(file, JSON.stringify(choices))
  } catch {
    // See above.
  }
}
