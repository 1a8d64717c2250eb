import { afterAll, beforeAll, expect, it } from 'vitest'
import { launch, newDataFolder, type RunningApp } from './app'

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

it('measures what the experiment will cost before it is started', async () => {
  await app.page.getByRole('button', { name: 'Measure' }).click()
  await app.page.getByText('Measuring 20 steps…').waitFor()
  await app.page.getByText(/an epoch, measured/).waitFor({ timeout: 60_000 })
  await app.picture('measured')
  // Another experiment is not what was measured.
  await app.page.getByLabel('Epochs', { exact: true }).fill('9')
  await app.page.getByText(/an epoch, measured/).waitFor({ state: 'detached' })
})

it('ends a measurement that is cancelled', async () => {
  await app.page.getByRole('button', { name: 'Measure' }).click()
  await app.page.getByText('Measuring 20 steps…').waitFor()
  await app.page.getByRole('button', { name: 'Cancel' }).click()
  await app.page.getByText('Measuring 20 steps…').waitFor({ state: 'detached' })
  expect(await app.page.getByRole('button', { name: 'Measure' }).isEnabled()).toBe(true)
})
