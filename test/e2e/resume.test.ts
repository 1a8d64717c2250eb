import { afterAll, beforeAll, expect, it } from 'vitest'
import type { NetworkExperiment } from '#contract/experiment-spec'
import { launch, newDataFolder, until, type RunningApp } from './app'
import { runEnded, runWhen, smallExperiment, whenIdle } from './runs'

const data = newDataFolder()
let app: RunningApp

beforeAll(async () => {
  app = await launch(data.path)
})
afterAll(async () => {
  expect(app.complaints).toEqual([])
  await app.electron.close()
  data.remove()
})

/** Long enough to be killed in the middle, and the same whenever it is trained. */
const experiment = (): NetworkExperiment => {
  const spec = smallExperiment(40)
  spec.recipe.towers = 1
  return spec
}
const losses = async (runId: string) => {
  const query = { runId, series: ['train.loss' as const], maxPoints: 1_000_000 }
  const { step, value } = await app.get('runs:metrics', query)
  return Object.fromEntries([...step].map((each, i) => [each, value[i]]))
}
const kill = async () => {
  const gone = new Promise((resolve) => app.electron.process().once('exit', resolve))
  app.electron.process().kill('SIGKILL')
  await gone
}
const resumeButton = () => app.page.getByRole('button', { name: 'Resume', exact: true })

let uninterrupted: string
let killed: string

it('offers after a kill of the whole app what can become of the run', async () => {
  uninterrupted = (await app.get('training:start', experiment())).runId
  expect(await runEnded(app, uninterrupted)).toMatchObject({ status: 'finished' })
  await whenIdle(app)
  killed = (await app.get('training:start', experiment())).runId
  await runWhen(app, killed, ({ checkpointStep }) => (checkpointStep ?? 0) >= 16 * 5)
  await kill()
  app = await launch(data.path)
  await app.page.getByText('was interrupted').waitFor()
  for (const name of ['Resume', 'Keep', 'Discard'])
    expect(await app.page.getByRole('button', { name, exact: true }).count()).toBe(1)
  await app.picture('interrupted')
})

it('goes on in view, and its curve is bit for bit that of a run nobody interrupted', async () => {
  await resumeButton().click()
  await app.page.locator('.live-view[data-status="running"]').waitFor()
  // Killed once more, at another place.
  const { epochsDone } = await runWhen(app, killed, (run) => run.status === 'running')
  await runWhen(app, killed, (run) => run.epochsDone >= epochsDone + 3)
  await kill()
  app = await launch(data.path)
  await resumeButton().click()
  expect(await runEnded(app, killed)).toMatchObject({ status: 'finished', checkpointStep: null })
  expect(await losses(killed)).toEqual(await losses(uninterrupted))
  const detail = async (runId: string) => await app.get('runs:get', { runId })
  const [one, other] = [await detail(killed), await detail(uninterrupted)]
  expect(one.summary.testLoss).toBe(other.summary.testLoss)
  expect(one.epochs.map(({ validationLoss }) => validationLoss)).toEqual(
    other.epochs.map(({ validationLoss }) => validationLoss),
  )
  expect(one.events.filter(({ kind }) => kind === 'continued')).toHaveLength(2)
  await app.page.locator('.live-view[data-status="finished"]').waitFor()
  await app.picture('resumed')
})

it('keeps a run as it is where asked, and does not ask again', async () => {
  await whenIdle(app)
  const { runId } = await app.get('training:start', experiment())
  await runWhen(app, runId, ({ checkpointStep }) => checkpointStep !== null)
  await kill()
  app = await launch(data.path)
  await app.page.getByRole('button', { name: 'Keep', exact: true }).click()
  await app.page.getByText('was interrupted').waitFor({ state: 'detached' })
  expect((await app.get('runs:get', { runId })).summary).toMatchObject({
    status: 'crashed',
    checkpointKept: true,
  })
})

it('changes the learning rate while it trains', async () => {
  const { runId } = await app.get('training:start', smallExperiment(500))
  await app.page.getByRole('button', { name: 'Live' }).click()
  await app.page.locator('.live-view[data-status="running"]').waitFor()
  await runWhen(app, runId, ({ epochsDone }) => epochsDone >= 1)
  await app.page.getByRole('button', { name: 'Change…' }).click()
  const field = app.page.getByLabel('Learning rate from the next step on')
  await field.fill('20')
  expect(await app.page.getByRole('button', { name: 'Change', exact: true }).isDisabled()).toBe(
    true,
  )
  await field.fill('0.00025')
  await app.picture('change-rate')
  await app.page.getByRole('button', { name: 'Change', exact: true }).click()
  const events = await until(
    async () => (await app.get('runs:get', { runId })).events,
    (all) => all.some(({ kind }) => kind === 'rateChanged'),
  )
  expect(events.find(({ kind }) => kind === 'rateChanged')?.values).toEqual({ rate: '0.000250' })
  await app.get('training:stop', { runId })
  await whenIdle(app)
})

it('goes on more slowly after numbers that were not finite', async () => {
  const spec = smallExperiment(5)
  spec.recipe.learningRate = 10
  spec.recipe.optimizer = { type: 'sgd', momentum: 0.99 }
  spec.recipe.schedule = { type: 'constant' }
  const { runId } = await app.get('training:start', spec)
  const failed = await runEnded(app, runId)
  expect(failed).toMatchObject({ status: 'failed', reasonCode: 'training.notFiniteLayer' })
  expect(failed.checkpointStep).not.toBeNull()
  await app.page.getByRole('button', { name: 'Resume at a tenth of the rate' }).click()
  await runWhen(app, runId, ({ status }) => status === 'running')
  const run = await runEnded(app, runId)
  expect(['finished', 'failed']).toContain(run.status)
  const { events } = await app.get('runs:get', { runId })
  expect(events.some(({ kind }) => kind === 'continued')).toBe(true)
  await whenIdle(app)
})
