import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noAugmentation, usualAugmentation, type Augmentation } from '#contract/augmentation'
import { usualEarlyStopping } from '#contract/early-stopping'
import { defaultExperiment, type ExperimentSpec } from '#contract/experiment-spec'
import { openStore } from '#core/runs'

/** The built terminal, as `npm run cli` runs it. */
const program = resolve('out/main/cli.cjs')
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkbench-cli-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

function inkbench(
  words: string[],
  onOutput: (text: string, kill: (signal: NodeJS.Signals) => void) => void = () => undefined,
): Promise<Ended> {
  const child = spawn(process.execPath, [program, '--data-dir', folder, ...words])
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
    child.on('close', (code) => {
      done({ code, stdout, stderr })
    })
  })
}

const small = ['train', '--model', 'mlp', '--train-limit', '1000', '--epochs', '1']

describe('the terminal', () => {
  it('trains for real, with one JSON object on standard output', async () => {
    const { code, stdout } = await inkbench([...small, '--json'])
    expect(code).toBe(0)
    expect(stdout.trim().split('\n')).toHaveLength(1)
    const result = JSON.parse(stdout) as Record<string, unknown>
    expect(Object.keys(result).sort()).toEqual(
      [
        'imagesPerSecond',
        'parameters',
        'peakMemoryBytes',
        'runId',
        'seconds',
        'status',
        'testAccuracy',
        'testLoss',
      ].sort(),
    )
    expect(result.status).toBe('finished')
    expect(result.testAccuracy).toBeGreaterThan(0.6)
  })

  it.each([
    ['rotation=10,shift, noise=2.5', { rotationDegrees: 10, shiftPixels: 2, noisePercent: 2.5 }],
    ['scale,shear,elastic,erase', usualWithout('rotationDegrees', 'shiftPixels', 'noisePercent')],
    ['none', {}],
  ])('trains with --augment %s and with nothing else', async (list, expected) => {
    const words = [...small, '--train-limit', '100', '--augment', list, '--json']
    const trained = await inkbench(words)
    expect(trained.code).toBe(0)
    const { runId } = JSON.parse(trained.stdout) as { runId: string }
    const { stdout } = await inkbench(['runs', 'show', runId, '--json'])
    const { spec } = JSON.parse(stdout) as { spec: ExperimentSpec }
    expect(spec.recipe.augmentation).toEqual({ ...noAugmentation, ...expected })
  })

  it.each([
    ['mirror', 'There is no augmentation “mirror”. Known: rotation, shift, scale'],
    ['shift,none', 'There is no augmentation “none”.'],
    ['rotation=46', '“rotation=46” is not possible'],
    ['shift=-1', '“shift=-1” is not possible'],
    ['noise=', '“noise=” is not possible'],
    ['noise=much', '“noise=much” is not possible'],
    ['noise=1=2', '“noise=1=2” is not possible'],
  ])('says what is wrong with --augment %s', async (list, reason) => {
    const { code, stdout, stderr } = await inkbench(['train', '--augment', list])
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain(reason)
  })

  it('exports what it trained, checked by onnxruntime', async () => {
    const out = join(folder, 'model.onnx')
    const { code, stdout } = await inkbench([
      '--json',
      'export',
      '1',
      '--format',
      'onnx',
      '--out',
      out,
    ])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ verification: { images: 10_000, differing: 0 } })
  })

  it.each([
    [['train', '--nonsense']],
    [['train', '--epochs', '0']],
    [['train', '--model', 'no-such']],
    [['runs', 'juggle']],
    [['no-such-command']],
  ])('answers wrong use with 2: %j', async (words) => {
    const { code, stdout, stderr } = await inkbench(words)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).not.toContain('    at ')
  })

  it('answers what fails with 1 and a sentence', async () => {
    const { code, stderr } = await inkbench(['runs', 'show', 'zzzz'])
    expect(code).toBe(1)
    expect(stderr).toContain('There is no run “zzzz”.')
  })

  it.each([
    [2, 'usage.unknownOption', ['train', '--nonsense']],
    [2, 'usage.invalidArgument', ['train', '--epochs', '0']],
    [2, 'usage.missingMandatoryOptionValue', ['export', '1']],
    [2, 'usage.missingArgument', ['predict', '1']],
    [2, 'usage.unknownCommand', ['no-such-command']],
    [2, 'usage.help', []],
    [2, 'usage.error', ['runs', 'juggle']],
    [2, 'model.unknown', ['train', '--model', 'no-such']],
    [1, 'spec.unreadable', ['train', '--spec', '/no/such/file']],
    [1, 'run.unknown', ['runs', 'show', 'zzzz']],
    [1, 'run.unknown', ['runs', 'delete', 'zzzz']],
    [1, 'run.unknown', ['export', 'zzzz', '--format', 'onnx', '--out', 'x.onnx']],
    [1, 'predict.noFile', ['predict', '1', '/no/such/picture.png']],
  ])('with --json ends with %i and %s on standard output: %j', async (status, name, words) => {
    const { code, stdout, stderr } = await inkbench([...words, '--json'])
    expect(code).toBe(status)
    expect(stdout.trim().split('\n')).toHaveLength(1)
    const { error } = JSON.parse(stdout) as { error: Record<string, unknown> }
    expect(error).toEqual({ code: name, message: expect.stringMatching(/^[^{(]\w/) as string })
    expect(stderr).not.toContain('"error"')
  })

  it('with --json gives a training that failed one object, figures and error together', async () => {
    const spec = defaultExperiment()
    spec.dataset.sha256 = '0'.repeat(64)
    const file = join(folder, 'other-data.inkbench.json')
    writeFileSync(file, JSON.stringify(spec))
    const { code, stdout } = await inkbench(['train', '--spec', file, '--json'])
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'failed',
      error: { code: 'dataset.differs' },
    })
  })

  it.skipIf(process.platform !== 'linux')(
    'says so where the data folder cannot be made, and ends',
    async () => {
      const { code, stdout, stderr } = await inkbench(['--data-dir', '/proc/x', 'runs', 'list'])
      expect(code).toBe(1)
      expect(stdout).toBe('')
      expect(stderr).toContain('Inkbench cannot write to /proc/x.')
    },
  )

  it('saves a run that was interrupted as stopped, and ends with 130', async () => {
    let told = false
    const words = ['train', '--model', 'mlp', '--epochs', '50']
    const { code } = await inkbench(words, (text, kill) => {
      if (told || !text.includes('On native')) return
      told = true
      kill('SIGINT')
    })
    expect(code).toBe(130)
    expect(newest().status).toBe('stopped')
  })

  it('is called crashed after a kill −9, with the finished epochs, and goes on from there', async () => {
    let told = false
    const words = ['train', '--model', 'mlp', '--train-limit', '4000', '--epochs', '60']
    const { code } = await inkbench(words, (text, kill) => {
      if (told || !text.includes('epoch 4:')) return
      told = true
      kill('SIGKILL')
    })
    expect(code).toBe(null)
    const { status, epochsDone } = newest()
    expect(status).toBe('crashed')
    expect(epochsDone).toBeGreaterThanOrEqual(4)
    const { id } = newest()
    const resumed = await inkbench(['resume', id, '--json'])
    expect(resumed.code).toBe(0)
    expect(JSON.parse(resumed.stdout)).toMatchObject({ runId: id, status: 'finished' })
    expect(newest()).toMatchObject({ id, epochsDone: 60, checkpointStep: null })
    const again = await inkbench(['resume', id, '--json'])
    expect(again.code).toBe(1)
    expect(JSON.parse(again.stdout)).toMatchObject({ error: { code: 'run.finished' } })
  })

  it('can be told what it will cost before it begins', async () => {
    const before = newest().id
    const words = ['probe', '--model', 'lenet5', '--epochs', '3', '--json']
    const { code, stdout } = await inkbench(words)
    expect(code).toBe(0)
    const told = JSON.parse(stdout) as Record<string, number>
    expect(told['seconds']).toBeGreaterThan(3 * (told['secondsPerEpoch'] ?? 0))
    expect(told['peakMemoryBytes']).toBeGreaterThan(100e6)
    expect(newest().id).toBe(before)
  })
})

describe('the recipe of a training', () => {
  it('is what was asked for, in the history too', async () => {
    const words = `--batch-size 64 --optimizer sgdw --momentum 0.8 --learning-rate 0.05
      --schedule cosine --warmup 0.5 --weight-decay 0.01 --dropout 0.2 --label-smoothing 0.1
      --clip-norm 1 --accumulate 2 --average 0.9 --early-stopping 2 --monitor validation.loss
      --mixed-precision --towers 1 --seed 7 --json`
    const { code, stdout } = await inkbench([...small, ...words.split(/\s+/)])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ status: 'finished' })
    const store = openStore(folder, { ownerPid: process.pid })
    const { recipe } = store.reader.spec(newest().id)
    store.close()
    expect(recipe).toMatchObject({
      epochs: 1,
      batchSize: 64,
      optimizer: { type: 'sgdw', momentum: 0.8 },
      learningRate: 0.05,
      schedule: { type: 'cosine', finalShare: 0 },
      warmupEpochs: 0.5,
      weightDecay: 0.01,
      dropout: 0.2,
      seed: 7,
      labelSmoothing: 0.1,
      clipNorm: 1,
      accumulation: 2,
      averageDecay: 0.9,
      earlyStopping: { ...usualEarlyStopping, patience: 2, monitor: 'validation.loss' },
      precision: 'mixed',
      towers: 1,
    })
  })

  it.each([
    ['--epochs 1001', 'a whole number from 1 to 1000'],
    ['--seed -1', 'a whole number from 0 to 2147483647'],
    ['--train-limit 9', 'a whole number from 10 to 1000000'],
    ['--batch-size 0', 'a whole number from 1 to 4096'],
    ['--accumulate 1.5', 'a whole number from 1 to 64'],
    ['--learning-rate fast', 'a number from 1e-7 to 10'],
    ['--label-smoothing 0.6', 'a number from 0 to 0.5'],
    ['--average 1', 'a number from 0.5 to 0.99999'],
    ['--early-stopping 0', 'a whole number from 1 to 100'],
    ['--optimizer lion', 'sgd, sgdw, adam, adamw'],
    ['--schedule oneCycle', 'constant, cosine, step, plateau, one-cycle'],
    ['--monitor test.accuracy', 'validation.loss'],
    ['--momentum 0.9', 'it belongs to sgd and sgdw'],
    ['--monitor train.loss', 'without --early-stopping'],
    ['--schedule one-cycle --warmup 1', 'a rise of its own'],
  ])('is refused in words where it is wrong, and no run is made: %s', async (words, reason) => {
    const before = runs().length
    const { code, stderr, stdout } = await inkbench([...small, ...words.split(' ')])
    expect(code).toBe(2)
    expect(stderr).toContain(reason)
    expect(stdout).toBe('')
    expect(runs()).toHaveLength(before)
  })
})

function usualWithout(...off: (keyof Augmentation)[]): Augmentation {
  return { ...usualAugmentation, ...Object.fromEntries(off.map((kind) => [kind, 0])) }
}

/** Opened as the next start would open it; the newest first. */
function runs() {
  const store = openStore(folder, { ownerPid: process.pid })
  try {
    return store.reader.list({ search: '', sortBy: 'number', descending: true })
  } finally {
    store.close()
  }
}

function newest() {
  const [run] = runs()
  if (!run) throw new Error('There is no run.')
  return run
}
