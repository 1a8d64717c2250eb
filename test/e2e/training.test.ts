import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunSummary } from '#contract/run'
import { launch, newDataFolder, until, type RunningApp } from './app'
import { runEnded, smallExperiment, whenIdle } from './runs'

const data = newDataFolder()
let app: RunningApp

beforeAll(async () => {
  app = await launch(data.path)
})
afterAll(async () => {
  await app.electron.close()
  data.remove()
})

const summary = async (runId: string): Promise<RunSummary> =>
  (await app.get('runs:get', { runId })).summary
const ended = (runId: string) => runEnded(app, runId)
const idle = () => whenIdle(app)

/** Pid of the process that trains, by its service name. */
async function trainerPid(): Promise<number> {
  const found = await until(
    () =>
      app.electron.evaluate(({ app: electronApp }) =>
        electronApp.getAppMetrics().find(({ name }) => name === 'Inkbench trainer'),
      ),
    (metric) => metric !== undefined,
  )
  if (!found) throw new Error('No trainer.')
  return found.pid
}

describe('training in the app', () => {
  it('runs on native TensorFlow, streams, is tested and saved', async () => {
    await app.page.evaluate(() => {
      Object.assign(window, { pointsSeen: 0 })
      window.workbench.listen('training:points', (batch) => {
        const seen = window as unknown as { pointsSeen: number }
        seen.pointsSeen += batch.points.series.length
        void window.workbench.request('training:drawn', {
          runId: batch.runId,
          sequence: batch.sequence,
        })
      })
    })
    const { runId, queued } = await app.get('training:start', smallExperiment(2))
    expect(queued).toBe(false)
    const run = await ended(runId)
    expect(run).toMatchObject({ status: 'finished', epochsDone: 2, hasModel: true })
    expect(run.testAccuracy).toBeGreaterThan(0.8)
    const detail = await app.get('runs:get', { runId })
    expect(detail.environment?.backend).toBe('tensorflow')
    const counts = [...(detail.confusion?.counts ?? [])]
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(10_000)
    const seen = await app.page.evaluate(
      () => (window as unknown as { pointsSeen: number }).pointsSeen,
    )
    expect(seen).toBeGreaterThan(30)
    const wrong = await app.get('runs:predictedImages', {
      runId,
      actual: null,
      predicted: null,
      errorsOnly: true,
      offset: 0,
      limit: 20,
    })
    expect(wrong.pixels.length).toBe(20 * 784)
    expect(wrong.total).toBe(10_000 - Math.round(10_000 * (run.testAccuracy ?? 0)))
  })

  it('exports what it trained, checked on the whole test set', async () => {
    const [run] = await app.get('runs:list', {})
    const prepared = await app.get('export:prepare', { runId: run?.id ?? '', format: 'onnx' })
    expect(prepared.verification).toMatchObject({ images: 10_000, differing: 0 })
  })

  it('pauses, goes on, and stops with what it has', async () => {
    const { runId } = await app.get('training:start', smallExperiment(500))
    await until(
      () => summary(runId),
      ({ epochsDone }) => epochsDone >= 1,
    )
    await app.get('training:pause', { runId })
    await until(
      () => summary(runId),
      ({ status }) => status === 'paused',
    )
    await app.get('training:resume', { runId })
    await until(
      () => summary(runId),
      ({ status }) => status === 'running',
    )
    await app.get('training:stop', { runId })
    expect(await ended(runId)).toMatchObject({ status: 'stopped', hasModel: true })
    await idle()
  })

  it('lets a second start wait for the first', async () => {
    const first = await app.get('training:start', smallExperiment(500))
    const second = await app.get('training:start', smallExperiment(1))
    expect(second.queued).toBe(true)
    expect((await app.get('training:state', undefined)).queue).toEqual([second.runId])
    await app.get('training:stop', { runId: first.runId })
    expect(await ended(second.runId)).toMatchObject({ status: 'finished' })
    await idle()
  })

  it('survives a trainer that is killed, and says so', async () => {
    const { runId } = await app.get('training:start', smallExperiment(500))
    await until(
      () => summary(runId),
      ({ epochsDone }) => epochsDone >= 2,
    )
    process.kill(await trainerPid(), 'SIGKILL')
    const run = await ended(runId)
    expect(run.status).toBe('crashed')
    expect(run.reason).toContain('ended unexpectedly')
    expect((await app.get('runs:get', { runId })).epochs.length).toBeGreaterThanOrEqual(2)
    const after = await app.get('training:start', smallExperiment(1))
    expect(await ended(after.runId)).toMatchObject({ status: 'finished' })
    await idle()
  })
})

describe('the whole app killed while it trains', () => {
  it('opens clean, with the finished epochs, and nothing running', async () => {
    const { runId } = await app.get('training:start', smallExperiment(500))
    await until(
      () => summary(runId),
      ({ epochsDone }) => epochsDone >= 2,
    )
    const gone = new Promise((resolve) => app.electron.process().once('exit', resolve))
    app.electron.process().kill('SIGKILL')
    await gone
    app = await launch(data.path)
    // A store of the old app may live a moment longer than its main process.
    const run = await ended(runId)
    expect(run.status).toBe('crashed')
    expect(run.epochsDone).toBeGreaterThanOrEqual(2)
    expect(await app.get('training:state', undefined)).toEqual({ active: null, queue: [] })
  })
})
