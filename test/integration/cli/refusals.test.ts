import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultExperiment, type NetworkExperiment } from '#contract/experiment-spec'
import { rememberDataFolder } from '#core/runs'
import { program, small, Terminal } from '../../support/terminal'

/** What the terminal refuses, and in which words. */
let terminal: Terminal
beforeAll(() => {
  terminal = new Terminal()
})
afterAll(() => {
  terminal.remove()
})

describe('a training', () => {
  it('with --json gives a training that failed one object, figures and error together', async () => {
    const words = [...small, '--epochs', '2', '--optimizer', 'sgd', '--learning-rate', '10']
    const { code, stdout } = await terminal.run([...words, '--json'])
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'failed',
      error: { code: 'training.notFiniteLayer' },
    })
  })

  it.each([
    [
      'other data',
      'dataset.differs',
      (spec: NetworkExperiment) => (spec.dataset.sha256 = '0'.repeat(64)),
    ],
    [
      'layers that do not fit',
      'model.outputClasses',
      (spec: NetworkExperiment) => spec.model.layers.pop(),
    ],
  ])('refuses a spec of %s before there is a run of it', async (_, name, spoil) => {
    const spec = defaultExperiment()
    spoil(spec)
    const file = join(terminal.folder, 'refused.inkbench.json')
    writeFileSync(file, JSON.stringify(spec))
    const before = terminal.runs().length
    for (const command of ['train', 'probe']) {
      const { code, stdout } = await terminal.run([command, '--spec', file, '--json'])
      expect(code).toBe(1)
      expect(JSON.parse(stdout)).toMatchObject({ error: { code: name } })
    }
    expect(terminal.runs()).toHaveLength(before)
  })

  it.each([
    ['knn', 'k=11', 'knn.tooFewImages'],
    ['pca-knn', 'components=11', 'pca.components'],
    ['svm-rbf', 'kernel=polynomial,degree=10,gamma=100', 'svm.kernelTooLarge'],
    ['svm-rbf', 'kernel=polynomial,degree=10,gamma=1e-9', 'svm.kernelTooSmall'],
    ['svm-rbf', 'kernel=polynomial,gamma=1e-9,offset=1', 'svm.kernelTooEven'],
    ['svm-rbf', 'probabilities=true', 'svm.tooFewForPlatt'],
  ])(
    'refuses what %s cannot be with so few images before there is a run',
    async (id, set, name) => {
      const before = terminal.runs().length
      const settings = set.split(',').flatMap((each) => ['--set', each])
      const words = ['train', '--model', id, '--train-limit', '10', ...settings, '--json']
      const { code, stdout } = await terminal.run(words)
      expect(code).toBe(2)
      expect(JSON.parse(stdout)).toMatchObject({ error: { code: name } })
      expect(terminal.runs()).toHaveLength(before)
    },
  )

  it('tells the settings of a learner that has not the one asked for', async () => {
    const { code, stderr } = await terminal.run(['train', '--model', 'knn', '--set', 'trees=5'])
    expect(code).toBe(2)
    expect(stderr).toContain('There is no setting “trees”: it has k, weights, metric.')
  })

  it('names the file of a spec that cannot be read, and says so plainly', async () => {
    const file = join(terminal.folder, 'half.inkbench.json')
    const spec = { ...defaultExperiment(), recipe: undefined }
    writeFileSync(file, JSON.stringify(spec))
    const { stderr } = await terminal.run(['train', '--spec', file])
    expect(stderr).toBe(
      `inkbench: ${file}: The experiment has a mistake at “recipe”: it is missing.\n`,
    )
  })
})

describe('wrong use', () => {
  it.each([
    [['train', '--nonsense']],
    [['train', '--epochs', '0']],
    [['train', '--model', 'no-such']],
    [['runs', 'juggle']],
    [['no-such-command']],
  ])('answers wrong use with 2: %j', async (words) => {
    const { code, stdout, stderr } = await terminal.run(words)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).not.toContain('    at ')
  })

  it('answers what fails with 1 and a sentence', async () => {
    const { code, stderr } = await terminal.run(['runs', 'show', 'zzzz'])
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
    [2, 'usage.error', ['runs', 'list', '3']],
    [2, 'usage.invalidArgument', ['runs', 'list', '--data-dir', '']],
    [2, 'usage.invalidArgument', ['export', '1', '--format', 'onnx', '--out', '']],
    [2, 'model.unknown', ['train', '--model', 'no-such']],
    [2, 'recipe.conflict', ['train', '--model', 'knn', '--epochs', '3']],
    [2, 'recipe.conflict', ['train', '--model', 'knn', '--seed', '3']],
    [2, 'recipe.conflict', ['train', '--set', 'k=3']],
    [2, 'recipe.conflict', 'train --model random-forest --seed 7 --set seed=8'.split(' ')],
    [2, 'recipe.conflict', 'train --model svm-rbf --set kernel=linear --set gamma=1'.split(' ')],
    [2, 'recipe.conflict', 'train --model svm-rbf --set degree=2'.split(' ')],
    [2, 'spec.outOfRange', ['train', '--model', 'knn', '--set', 'k=0']],
    [2, 'spec.outOfRange', ['train', '--model', 'svm-rbf', '--set', 'c=0']],
    [2, 'spec.outOfRange', ['train', '--model', 'svm-rbf', '--set', 'gamma=-1']],
    [2, 'spec.outOfRange', ['train', '--model', 'svm-rbf', '--set', 'c=NaN']],
    [2, 'spec.outOfRange', ['train', '--model', 'svm-rbf', '--set', 'cacheMegabytes=1']],
    [2, 'spec.outOfRange', ['train', '--model', 'random-forest', '--set', 'trees=many']],
    [2, 'spec.outOfRange', ['train', '--model', 'knn', '--set', 'speed=9']],
    [2, 'usage.invalidArgument', ['train', '--model', 'knn', '--set', 'k']],
    [2, 'usage.invalidArgument', ['train', '--model', '']],
    [2, 'spec.outOfRange', ['train', '--model', 'majority', '--set', 'type=knn']],
    [2, 'probe.noSteps', ['probe', '--model', 'knn']],
    [1, 'spec.unreadable', ['train', '--spec', '/no/such/file']],
    [1, 'run.unknown', ['runs', 'show', 'zzzz']],
    [1, 'run.unknown', ['runs', 'delete', 'zzzz']],
    [1, 'run.unknown', ['export', 'zzzz', '--format', 'onnx', '--out', 'x.onnx']],
  ])('with --json ends with %i and %s on standard output: %j', async (status, name, words) => {
    const { code, stdout, stderr } = await terminal.run([...words, '--json'])
    expect(code).toBe(status)
    expect(stdout.trim().split('\n')).toHaveLength(1)
    const { error } = JSON.parse(stdout) as { error: Record<string, unknown> }
    expect(error).toEqual({ code: name, message: expect.stringMatching(/^[^{(]\w/) as string })
    expect(stderr).not.toContain('"error"')
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
    const { code, stdout, stderr } = await terminal.run(['train', '--augment', list])
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain(reason)
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
    const before = terminal.runs().length
    const { code, stderr, stdout } = await terminal.run([...small, ...words.split(' ')])
    expect(code).toBe(2)
    expect(stderr).toContain(reason)
    expect(stdout).toBe('')
    expect(terminal.runs()).toHaveLength(before)
  })
})

describe('a data folder', () => {
  it('that was chosen and has gone away is not begun anew; one that is named is', () => {
    const home = join(terminal.folder, 'home')
    const gone = join(home, 'disk', 'inkbench')
    const environment = { XDG_DATA_HOME: home, LOCALAPPDATA: home, HOME: home }
    rememberDataFolder(gone, { platform: process.platform, environment, home })
    const anywhere = { ...process.env, ...environment, INKBENCH_DATA_DIR: '' }
    const list = (words: string[], env: NodeJS.ProcessEnv) =>
      spawnSync(process.execPath, [program, 'runs', 'list', ...words], { env, encoding: 'utf8' })

    const refused = list([], anywhere)
    expect(refused).toMatchObject({ status: 1, stdout: '' })
    expect(refused.stderr).toContain(`The data folder ${gone} is not there.`)
    expect(refused.stderr).toContain('--data-dir')
    expect(existsSync(join(home, 'disk'))).toBe(false)

    expect(list(['--data-dir', gone], anywhere)).toMatchObject({ status: 0 })
    expect(list([], anywhere)).toMatchObject({ status: 0, stdout: 'No runs yet.\n' })
    const named = join(home, 'named')
    expect(list([], { ...anywhere, INKBENCH_DATA_DIR: named })).toMatchObject({ status: 0 })
    expect(existsSync(named)).toBe(true)
  })

  it.skipIf(process.platform !== 'linux')(
    'says so where the data folder cannot be made, and ends',
    async () => {
      const { code, stdout, stderr } = await terminal.run(['--data-dir', '/proc/x', 'runs', 'list'])
      expect(code).toBe(1)
      expect(stdout).toBe('')
      expect(stderr).toContain('Inkbench cannot write to /proc/x.')
    },
  )
})
