import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launch, newDataFolder, until, type RunningApp } from './app'
import { runEnded, runWhen } from './runs'

const data = newDataFolder()
let app: RunningApp

beforeAll(async () => {
  app = await launch(data.path)
})
afterAll(async () => {
  await app.electron.close()
  data.remove()
})

it('shows a run of the terminal as it trains, and as crashed soon after the terminal was killed', async () => {
  const words = ['train', '--model', 'mlp', '--train-limit', '2000', '--epochs', '500']
  const terminal = spawn(
    process.execPath,
    [resolve('out/main/cli.cjs'), '--data-dir', data.path, ...words],
    { stdio: 'ignore' },
  )
  await app.page.getByRole('link', { name: 'Runs', exact: true }).click()
  const [run] = await until(
    () => app.get('runs:list', {}),
    (runs) => runs.length > 0,
  )
  const runId = run?.id ?? ''
  await runWhen(app, runId, ({ epochsDone }) => epochsDone >= 2)
  await app.page.locator('.run-row', { hasText: 'Running' }).waitFor()
  const gone = new Promise((done) => terminal.once('exit', done))
  terminal.kill('SIGKILL')
  await gone
  const killedAt = Date.now()
  const ended = await runEnded(app, runId)
  expect(Date.now() - killedAt).toBeLessThan(5_000)
  expect(ended).toMatchObject({ status: 'crashed' })
  expect(ended.epochsDone).toBeGreaterThanOrEqual(2)
  expect(ended.endedAt).toBeLessThanOrEqual(killedAt)
  // The list follows without being asked.
  await app.page.locator('.run-row', { hasText: 'Crashed' }).waitFor()
  await app.picture('terminal-crashed')
})
