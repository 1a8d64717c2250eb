import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultExperiment, parseExperimentSpec } from '#contract/experiment-spec'
import type { MenuCommand } from '#contract/menu'
import { readZip } from '#core/export/zip'
import { launch, newDataFolder, until, type RunningApp } from './app'
import { answerOpenDialog, answerSaveDialog, clickMenu, offeredInMenu } from './natives'
import { runEnded, runWhen, smallExperiment, whenIdle } from './runs'

const data = newDataFolder()
const out = newDataFolder()
let app: RunningApp
let runId = ''

beforeAll(async () => {
  app = await launch(data.path)
})
afterAll(async () => {
  await app.electron.close()
  for (const each of [data, out]) each.remove()
})

const offered = (command: MenuCommand) => offeredInMenu(app, command)

describe('training through the menu', () => {
  it('starts, pauses, goes on and stops', async () => {
    expect(await offered('pauseTraining')).toBe(false)
    const file = join(out.path, 'long.inkbench.json')
    writeFileSync(file, JSON.stringify({ ...smallExperiment(500), name: 'From the menu' }))
    await answerOpenDialog(app, file)
    await clickMenu(app, 'openExperiment')
    await until(
      () => app.page.locator('#experiment-name').inputValue(),
      (name) => name === 'From the menu',
    )
    await clickMenu(app, 'startTraining')
    const [run] = await until(
      () => app.get('runs:list', {}),
      (runs) => runs.length > 0,
    )
    runId = run?.id ?? ''
    await runWhen(app, runId, ({ epochsDone }) => epochsDone >= 1)
    await clickMenu(app, 'pauseTraining')
    await runWhen(app, runId, ({ status }) => status === 'paused')
    await app.page.locator('.live-view').getByText('Paused').first().waitFor()
    await app.picture('menu-paused')
    const { epochsDone } = await runWhen(app, runId, () => true)
    await clickMenu(app, 'pauseTraining')
    await runWhen(app, runId, (now) => now.status === 'running' && now.epochsDone > epochsDone)
    await clickMenu(app, 'stopTraining')
    expect(await runEnded(app, runId)).toMatchObject({ status: 'stopped', hasModel: true })
    await whenIdle(app)
    await until(
      () => offered('stopTraining'),
      (enabled) => enabled === false,
    )
  })

  it('saves the experiment, which can be read again', async () => {
    const file = join(out.path, 'saved.inkbench.json')
    await answerSaveDialog(app, file)
    await clickMenu(app, 'saveExperiment')
    await until(
      () => Promise.resolve(existsSync(file)),
      (there) => there,
    )
    expect(parseExperimentSpec(readFileSync(file, 'utf8')).name).toBe('From the menu')
  })
})

describe('exports through the menu', () => {
  /** By the menu, the dialog's progress and its button, into a file. */
  async function exported(command: 'exportOnnx' | 'exportTfjs' | 'exportBundle', name: string) {
    const file = join(out.path, name)
    await answerSaveDialog(app, file)
    await clickMenu(app, command)
    await app.page.getByRole('button', { name: 'Save…' }).and(app.page.locator(':enabled')).click()
    await app.page.getByText(`Saved in ${file}`).waitFor()
    await app.picture(command)
    await app.page.locator('.export-dialog').getByRole('button', { name: 'Close' }).click()
    await app.page.locator('.export-dialog').waitFor({ state: 'hidden' })
    expect(readdirSync(join(data.path, 'exports'))).toEqual([])
    return readFileSync(file)
  }

  beforeAll(async () => {
    await clickMenu(app, 'showRuns')
    await app.page.locator('.run-header').waitFor()
  })

  it('ONNX: a file that onnxruntime runs', async () => {
    const session = await InferenceSession.create(await exported('exportOnnx', 'model.onnx'))
    const image = new Tensor('float32', new Float32Array(784), [1, 1, 28, 28])
    const { probabilities } = await session.run({ image })
    const sum = (probabilities?.data as Float32Array).reduce((total, share) => total + share, 0)
    expect(sum).toBeCloseTo(1, 5)
    await session.release()
  })

  it('TensorFlow.js: an archive with model and weights', async () => {
    const items = await readZip(await exported('exportTfjs', 'model.zip'))
    expect([...items.keys()]).toEqual(expect.arrayContaining(['model.json', 'weights.bin']))
  })

  it('bundle: the run with its points, and its spec', async () => {
    const items = await readZip(await exported('exportBundle', 'run.zip'))
    const run = JSON.parse(Buffer.from(items.get('run.json') ?? []).toString()) as {
      summary: { id: string }
    }
    expect(run.summary.id).toBe(runId)
    const metrics = Buffer.from(items.get('metrics.csv') ?? []).toString()
    expect(metrics.split('\n').length).toBeGreaterThan(50)
  })

  it.each(['png', 'svg'] as const)('a curve as %s', async (format) => {
    const file = join(out.path, `curve.${format}`)
    await answerSaveDialog(app, file)
    await clickMenu(app, format === 'png' ? 'exportChartPng' : 'exportChartSvg')
    await app.page.locator('.el-notification').getByText(`Saved in ${file}`).waitFor()
    const bytes = readFileSync(file)
    if (format === 'svg') expect(bytes.toString('utf8', 0, 4)).toBe('<svg')
    else {
      expect(bytes.toString('latin1', 1, 4)).toBe('PNG')
      // Width, then height, in the header that comes first.
      expect(bytes.readUInt32BE(16)).toBeGreaterThan(600)
      expect(bytes.readUInt32BE(20)).toBeGreaterThan(200)
    }
    const proposed = await app.electron.evaluate(
      () => (globalThis as unknown as { proposed: string }).proposed,
    )
    expect(proposed).toMatch(new RegExp(`^[^.]+\\.${format}$`))
  })

  it('stands in the run’s files', async () => {
    const { artifacts } = await app.get('runs:get', { runId })
    expect(artifacts.map(({ kind }) => kind).sort()).toEqual(['bundle', 'model', 'onnx', 'tfjs'])
  })
})

describe('an export that is cancelled', () => {
  it('ends in the process that checks it, and leaves nothing', async () => {
    const spec = { ...defaultExperiment(), name: 'Large enough to be checked for a while' }
    spec.dataset = { ...spec.dataset, trainLimit: 500 }
    spec.recipe = { ...spec.recipe, epochs: 1 }
    const started = await app.get('training:start', spec)
    await runEnded(app, started.runId)
    await whenIdle(app)
    await clickMenu(app, 'showRuns')
    await app.page.locator('.run-row', { hasText: spec.name }).click()
    await app.page.locator('.run-header', { hasText: spec.name }).waitFor()
    await app.page.evaluate(() => {
      const told: number[] = []
      Object.assign(window, { told })
      window.workbench.listen('export:progress', ({ stage, fraction }) => {
        if (stage === 'verifying') told.push(fraction)
      })
    })
    const told = () => app.page.evaluate(() => (window as unknown as { told: number[] }).told)
    await clickMenu(app, 'exportOnnx')
    const dialog = app.page.locator('.export-dialog')
    await until(told, (fractions) => fractions.length >= 2)
    await app.picture('export-running')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await until(
      () => Promise.resolve(readdirSync(join(data.path, 'exports'))),
      (left) => left.length === 0,
    )
    // The next answer of that process comes after whatever it still had to say.
    await app.get('dataset:summary', { datasetId: 'mnist' })
    const fractions = await told()
    expect(fractions.at(-1)).toBeLessThan(1)
    expect(await told()).toEqual(fractions)
    expect(app.complaints).toEqual([])
  })
})

describe('another data folder, chosen in the settings', () => {
  it('is refused while a run trains', async () => {
    const { runId: training } = await app.get('training:start', smallExperiment(500))
    await runWhen(app, training, ({ epochsDone }) => epochsDone >= 1)
    expect(await app.ask('app:chooseDataFolder', undefined)).toMatchObject({
      failure: { code: 'settings.training' },
    })
    await clickMenu(app, 'showSettings')
    const choose = app.page.getByRole('button', { name: 'Choose another…' })
    await app.page.getByText('Stop it before you choose another folder').waitFor()
    expect(await choose.isDisabled()).toBe(true)
    await app.picture('settings-while-training')
    await app.get('training:stop', { runId: training })
    await runEnded(app, training)
    await whenIdle(app)
    await until(
      () => choose.isEnabled(),
      (enabled) => enabled,
    )
  })

  it('is used at once, with its own runs and the theme that was chosen, and the old one keeps its own', async () => {
    const other = join(out.path, 'other')
    const before = await app.get('runs:list', {})
    const watched = app.page.locator('.mode-switch')
    await clickMenu(app, 'showExperiment')
    await watched.waitFor()
    await clickMenu(app, 'showCompare')
    await clickMenu(app, 'showSettings')
    await app.get('settings:change', { theme: 'dark' })
    await answerOpenDialog(app, other)
    await app.page.getByRole('button', { name: 'Choose another…' }).click()
    await app.page.locator('.el-notification').getByText(`keeps its data in ${other}`).waitFor()
    await app.page.getByText(`${before.length} runs stay in ${data.path}`).waitFor()
    expect(await app.get('settings:get', undefined)).toMatchObject({ theme: 'dark' })
    await app.picture('settings-folder-chosen')
    await app.get('settings:change', { theme: 'light' })
    await clickMenu(app, 'showRuns')
    await app.page.getByText('No runs yet').waitFor()
    // The run that was watched lies in the old folder.
    await clickMenu(app, 'showExperiment')
    await app.page.locator('#experiment-name').waitFor()
    expect(await watched.count()).toBe(0)
    const { runId: fresh } = await app.get('training:start', smallExperiment(1))
    await runEnded(app, fresh)
    await whenIdle(app)
    expect(existsSync(join(other, 'runs', fresh, 'model'))).toBe(true)
    await answerOpenDialog(app, data.path)
    await clickMenu(app, 'showSettings')
    await app.page.getByRole('button', { name: 'Choose another…' }).click()
    await until(
      () => app.get('runs:list', {}),
      (runs) => runs.length === before.length,
    )
    expect(await app.get('settings:get', undefined)).toMatchObject({ theme: 'dark' })
  })
})
