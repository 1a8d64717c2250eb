import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultExperiment } from '#contract/experiment-spec'
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

  it('is called crashed after a kill −9, with the finished epochs', async () => {
    let told = false
    const words = ['train', '--model', 'mlp', '--train-limit', '2000', '--epochs', '500']
    const { code } = await inkbench(words, (text, kill) => {
      if (told || !text.includes('epoch 2:')) return
      told = true
      kill('SIGKILL')
    })
    expect(code).toBe(null)
    const { status, epochsDone } = newest()
    expect(status).toBe('crashed')
    expect(epochsDone).toBeGreaterThanOrEqual(2)
  })
})

/** Opened as the next start would open it. */
function newest() {
  const store = openStore(folder, { ownerPid: process.pid })
  const [run] = store.reader.list({ search: '', sortBy: 'number', descending: true })
  store.close()
  if (!run) throw new Error('There is no run.')
  return run
}
