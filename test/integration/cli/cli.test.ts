import { readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { noAugmentation, usualAugmentation, type Augmentation } from '#contract/augmentation'
import { usualEarlyStopping } from '#contract/early-stopping'
import {
  defaultExperiment,
  isNetwork,
  type LearnerExperiment,
  type NetworkExperiment,
} from '#contract/experiment-spec'
import { openStore } from '#core/runs'
import { small, Terminal } from '../../support/terminal'

let terminal: Terminal
beforeAll(() => {
  terminal = new Terminal()
})
afterAll(() => {
  terminal.remove()
})

describe('the terminal', () => {
  it('trains for real, with one JSON object on standard output', async () => {
    const { code, stdout } = await terminal.run([...small, '--json'])
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
    const trained = await terminal.run(words)
    expect(trained.code).toBe(0)
    const { runId } = JSON.parse(trained.stdout) as { runId: string }
    const { stdout } = await terminal.run(['runs', 'show', runId, '--json'])
    const { spec } = JSON.parse(stdout) as { spec: NetworkExperiment }
    expect(spec.recipe.augmentation).toEqual({ ...noAugmentation, ...expected })
  })

  it.skipIf(process.platform !== 'linux')('keeps TensorFlow’s own log out of it', async () => {
    const { code, stderr } = await terminal.run(['doctor'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  it('exports what it trained, checked by onnxruntime', async () => {
    const out = join(terminal.folder, 'model.onnx')
    const { code, stdout } = await terminal.run([
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

  it('leaves no file behind where an export is interrupted, and ends with 130', async () => {
    let told = false
    const out = join(terminal.folder, 'interrupted.zip')
    const words = ['export', '1', '--format', 'tfjs', '--out', out, '--verbose']
    vi.stubEnv('TF_CPP_MIN_LOG_LEVEL', '0')
    const { code, stderr } = await terminal.run(words, (text, kill) => {
      // What TensorFlow says of itself where it is asked to: it is being loaded to check the file.
      if (told || !text.includes('oneDNN')) return
      told = true
      kill('SIGINT')
    })
    vi.unstubAllEnvs()
    expect(code).toBe(130)
    expect(stderr).toContain('cancelled')
    expect(readdirSync(terminal.folder).filter((name) => name.includes('interrupted'))).toEqual([])
  })

  it('fits a classical learner with the parameters that were asked for', async () => {
    const words = ['--model', 'random-forest', '--set', 'trees=5', '--set', 'maxDepth=6']
    const { code, stdout } = await terminal.run([
      'train',
      ...words,
      '--seed',
      '7',
      '--train-limit',
      '1000',
      '--json',
    ])
    expect(code).toBe(0)
    const told = JSON.parse(stdout) as Record<string, number>
    expect(told).toMatchObject({ status: 'finished' })
    for (const accuracy of ['testAccuracy', 'outOfBagAccuracy'])
      expect(told[accuracy]).toBeGreaterThan(0.5)
    expect(told).not.toHaveProperty('supportVectors')
    for (const figure of ['fitSeconds', 'predictSeconds', 'parameters'])
      expect(told[figure]).toBeGreaterThan(0)
    const { stdout: shown } = await terminal.run(['runs', 'show', '--json', terminal.newest().id])
    const { spec } = JSON.parse(shown) as { spec: LearnerExperiment }
    expect(spec.learner).toEqual({
      type: 'randomForest',
      trees: 5,
      maxDepth: 6,
      minSamplesLeaf: 1,
      pixelsPerSplit: null,
      seed: 7,
    })
    const { stdout: described } = await terminal.run(['runs', 'show', terminal.newest().id])
    expect(described).toMatch(
      /test loss \d\.\d+, out-of-bag accuracy \d\d\.\d\d %, fitted in \d+\.\d+ s, test set in \d+\.\d+ s/,
    )
    expect(described).not.toContain('epoch')
  })

  it('exports the learner as ONNX, and for TensorFlow.js not at all', async () => {
    const { id } = terminal.newest()
    const out = join(terminal.folder, 'forest.onnx')
    const exported = await terminal.run(['export', id, '--format', 'onnx', '--out', out, '--json'])
    expect(exported.code).toBe(0)
    const verification = { images: 10_000, differing: 0 }
    expect(JSON.parse(exported.stdout)).toMatchObject({ verification })
    const words = ['export', id, '--format', 'tfjs', '--out', `${out}.zip`, '--json']
    const { code, stdout } = await terminal.run(words)
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'export.networksOnly' } })
    expect(readdirSync(terminal.folder).filter((name) => name.includes('.zip'))).toEqual([])
  })

  it('names the picture that it cannot read', async () => {
    const { code, stdout } = await terminal.run(['predict', '1', '/no/such/picture.png', '--json'])
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'predict.noFile' } })
  })

  it('calls votes what are no probabilities, of a picture and in the test loss', async () => {
    const trained = await terminal.run(['train', '--model', 'knn', '--train-limit', '200'])
    expect(trained.stdout).toMatch(/test accuracy \S+ %, test loss of votes \d/)
    const picture = resolve('resources', 'icon.png')
    const { stdout } = await terminal.run(['predict', terminal.newest().id, picture])
    expect(stdout).toMatch(/^Predicted: \d\nclass {2}share of votes\n/)
  })

  it('names a run without a model as it was asked for', async () => {
    const store = openStore(terminal.folder, { ownerPid: process.pid })
    const reason = { code: 'run.unqueued', values: {}, message: 'Taken out of the queue.' }
    store.end(store.createRun(defaultExperiment()), 'stopped', reason)
    store.close()
    const { number } = terminal.newest()
    const { code, stderr } = await terminal.run(['predict', String(number), 'picture.png'])
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `inkbench: Run ${number} has no trained model.\n`,
    })
  })

  it('tells what of the recipe had no effect', async () => {
    const { stdout } = await terminal.run([...small, '--warmup', '3', '--mixed-precision'])
    expect(stdout).toContain('The warm-up of 3 epochs is longer than the run of 1')
    expect(stdout).toContain('Mixed precision was left out')
  })

  it('lets no name of a spec move the terminal’s cursor', async () => {
    const spec = defaultExperiment()
    spec.name = 'red\u001b[31m\u0007\u202eend'
    const file = join(terminal.folder, 'name.inkbench.json')
    writeFileSync(file, JSON.stringify(spec))
    const words = ['train', '--spec', file, '--train-limit', '100', '--epochs', '1']
    const trained = await terminal.run(words)
    expect(trained.stdout).toContain('red�[31m��end')
    const listed = await terminal.run(['runs', 'list'])
    expect(listed.stdout).toContain('red�[31m��end')
    expect(listed.stdout).not.toContain('\u001b')
  })

  it('saves a run that was interrupted as stopped, and ends with 130', async () => {
    let told = false
    const words = ['train', '--model', 'mlp', '--epochs', '50']
    const { code } = await terminal.run(words, (text, kill) => {
      if (told || !text.includes('On native')) return
      told = true
      kill('SIGINT')
    })
    expect(code).toBe(130)
    expect(terminal.newest().status).toBe('stopped')
  })

  it('says of an interrupted fit that nothing of it is kept', async () => {
    let told = false
    const words = ['train', '--model', 'softmax-regression', '--set', 'iterations=10000']
    const { code, stdout } = await terminal.run(words, (text, kill) => {
      if (told || !text.includes('native TensorFlow')) return
      told = true
      kill('SIGINT')
    })
    expect(code).toBe(130)
    expect(stdout).toContain('half a learner is none')
    expect(stdout).toMatch(/^stopped: [\d.]+ s in all$/m)
    expect(terminal.newest()).toMatchObject({ status: 'stopped', hasModel: false })
  })

  it('ends at once by a second interrupt, and is saved as stopped', async () => {
    let sent = 0
    const words = ['train', '--model', 'cnn', '--epochs', '50', '--json']
    const { code, signal, stdout } = await terminal.run(words, (text, kill) => {
      if (text.includes('On native') && sent === 0) {
        sent = 1
        kill('SIGINT')
      } else if (text.includes('Press Ctrl-C again') && sent === 1) {
        sent = 2
        kill('SIGINT')
      }
    })
    // A shell, and “npm run cli”, call that 130.
    expect({ code, signal }).toEqual({ code: null, signal: 'SIGINT' })
    expect(terminal.newest()).toMatchObject({
      status: 'stopped',
      reasonCode: 'run.interruptedTwice',
    })
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'interrupted' } })
  })

  it('is called crashed after a kill −9, with the finished epochs, and goes on from there', async () => {
    let told = false
    const words = ['train', '--model', 'mlp', '--train-limit', '4000', '--epochs', '60']
    const { code } = await terminal.run(words, (text, kill) => {
      if (told || !text.includes('epoch 4:')) return
      told = true
      kill('SIGKILL')
    })
    expect(code).toBe(null)
    const { status, epochsDone } = terminal.newest()
    expect(status).toBe('crashed')
    expect(epochsDone).toBeGreaterThanOrEqual(4)
    const { id } = terminal.newest()
    const resumed = await terminal.run(['resume', id, '--json'])
    expect(resumed.code).toBe(0)
    expect(JSON.parse(resumed.stdout)).toMatchObject({ runId: id, status: 'finished' })
    expect(terminal.newest()).toMatchObject({ id, epochsDone: 60, checkpointStep: null })
    const again = await terminal.run(['resume', id, '--json'])
    expect(again.code).toBe(1)
    expect(JSON.parse(again.stdout)).toMatchObject({ error: { code: 'run.finished' } })
  })

  it('can be told what it will cost before it begins', async () => {
    const before = terminal.newest().id
    const words = ['probe', '--model', 'lenet5', '--epochs', '3', '--json']
    const { code, stdout } = await terminal.run(words)
    expect(code).toBe(0)
    const told = JSON.parse(stdout) as Record<string, number>
    expect(told['seconds']).toBeGreaterThan(3 * (told['secondsPerEpoch'] ?? 0))
    expect(told['peakMemoryBytes']).toBeGreaterThan(100e6)
    expect(terminal.newest().id).toBe(before)
  })
})

describe('the recipe of a training', () => {
  it('is what was asked for, in the history too', async () => {
    const words = `--batch-size 64 --optimizer sgdw --momentum 0.8 --learning-rate 0.05
      --schedule cosine --warmup 0.5 --weight-decay 0.01 --dropout 0.2 --label-smoothing 0.1
      --clip-norm 1 --accumulate 2 --average 0.9 --early-stopping 2 --monitor validation.loss
      --mixed-precision --towers 1 --seed 7 --json`
    const { code, stdout } = await terminal.run([...small, ...words.split(/\s+/)])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ status: 'finished' })
    const store = openStore(terminal.folder, { ownerPid: process.pid })
    const spec = store.reader.spec(terminal.newest().id)
    store.close()
    expect(isNetwork(spec) && spec.recipe).toMatchObject({
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
})

function usualWithout(...off: (keyof Augmentation)[]): Augmentation {
  return { ...usualAugmentation, ...Object.fromEntries(off.map((kind) => [kind, 0])) }
}
