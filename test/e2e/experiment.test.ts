import { afterAll, beforeAll, expect, it } from 'vitest'
import { launch, newDataFolder, until, type RunningApp } from './app'
import { clickMenu } from './natives'

const data = newDataFolder()
let app: RunningApp

beforeAll(async () => {
  app = await launch(data.path)
  await app.page.locator('.experiment-editor').waitFor()
})
afterAll(async () => {
  await app.electron.close()
  data.remove()
})

const editor = () => app.page.locator('.experiment-editor')
const start = () => app.page.locator('.start-bar .start')

it('opens on an experiment that is ready to start, and honest about its cost', async () => {
  await app.page.waitForFunction(() => !document.querySelector('.start')?.hasAttribute('disabled'))
  expect(await app.page.locator('.layer-list .row').count()).toBe(8)
  expect(await app.page.locator('.totals').innerText()).toContain('421')
  await until(
    () => app.page.locator('.start-bar .cost').innerText(),
    (text) => text.includes('first run measures'),
  )
  await app.picture('experiment-ready')
})

it('shows augmentation on real images as it is drawn', async () => {
  await app.page.locator('summary', { hasText: 'Augmentation' }).click()
  const kinds = await app.page.locator('.augmentation .el-switch').all()
  expect(kinds.length).toBe(7)
  for (const kind of kinds) await kind.click()
  await app.page.locator('.augmentation .preview').waitFor()
  await app.picture('experiment-augmentation')
  for (const kind of kinds) await kind.click()
  await app.page.locator('.augmentation .preview').waitFor({ state: 'detached' })
})

it('finds a wrong field in a part of the recipe that is folded', async () => {
  const steps = app.page.locator('.recipe-group', { hasText: 'Steps' })
  await steps.locator('summary').click()
  await app.page.fill('#accumulation', '0')
  await app.page.locator('#accumulation').blur()
  await steps.locator('summary').click()
  await app.page.locator('#accumulation').waitFor({ state: 'hidden' })
  await app.page.locator('.start-bar').getByRole('button', { name: 'Accumulated' }).click()
  await app.page.locator('#accumulation:focus').fill('4')
  await steps.getByText('4 × 128 = 512 images a step').waitFor()
  await app.picture('experiment-accumulation')
  await app.page.locator('#accumulation').fill('1')
  await app.page.locator('#accumulation').blur()
})

it('explains the recipe in the guide, from card and menu', async () => {
  await app.page.locator('.recipe-card').getByRole('button', { name: 'Recipe guide' }).click()
  const article = app.page.locator('.help article')
  await article.waitFor()
  await app.page.getByRole('link', { name: 'Early stopping' }).click()
  await article
    .getByRole('heading', { name: 'Early stopping' })
    .and(app.page.locator(':focus'))
    .waitFor()
  await app.picture('guide-early-stopping')
  await clickMenu(app, 'showExperiment')
  await editor().waitFor()
  await clickMenu(app, 'showHelp')
  await article.waitFor()
  await clickMenu(app, 'showExperiment')
  await editor().waitFor()
})

it('says what is wrong with a model, refuses to start it, and takes the change back', async () => {
  await app.page.locator('.layer-list .row', { hasText: 'Flatten' }).click()
  await app.page.keyboard.press('Delete')
  await app.page.locator('.row.bad').waitFor()
  expect(await app.page.locator('.start-bar .blocked').innerText()).toContain('Needs a vector')
  expect(await start().isDisabled()).toBe(true)
  await app.picture('experiment-invalid-model')
  await app.page.keyboard.press('Control+z')
  await app.page.locator('.row.bad').waitFor({ state: 'detached' })
})

it('says what a field has to be, and clamps nothing', async () => {
  await app.page.fill('#epochs', '0')
  expect(await app.page.locator('#epochs-problem').innerText()).toContain('from 1 to 1')
  expect(await app.page.locator('#epochs').inputValue()).toBe('0')
  await app.page.fill('#epochs', '3')
  await app.page.locator('#epochs-problem').waitFor({ state: 'detached' })
})

it('trains by key, draws while it trains, and ends on the figure that matters', async () => {
  await app.page.getByText('Limit', { exact: true }).click()
  await app.page.fill('#train-limit', '4000')
  // Out of the field, onto the question mark of the next one: its tooltip would take Enter.
  await app.page.keyboard.press('Tab')
  await app.page.locator('.hint:focus').waitFor()
  await app.page.keyboard.press('Control+Enter')
  const live = app.page.locator('.live-view')
  await live.waitFor()
  await app.picture('live-preparing')
  await until(
    () => live.getAttribute('data-latency-p95'),
    (delay) => delay !== null,
  )
  await app.picture('live-training')

  await app.page.locator('.mode-switch button').first().click()
  await editor().waitFor()
  expect(await start().innerText()).toContain('Add to the queue')
  await app.page.locator('.mode-switch button').last().click()

  const ending = app.page.locator('.run-ending')
  await ending.waitFor({ timeout: 120_000 })
  expect(await ending.innerText()).toMatch(/Test accuracy\s+9\d\.\d\d/)
  expect(await app.page.locator('.epoch-table tbody tr').count()).toBe(3)
  await app.picture('live-finished')
  await ending.getByRole('button', { name: 'Open run' }).click()
  await app.page.locator('.run-header').waitFor()
})

it('tells the cost of the next run from the last', async () => {
  await app.page.getByRole('link', { name: 'Experiment', exact: true }).click()
  // The tip of the link would lie over the switch.
  await app.page.mouse.move(720, 3)
  await app.page.locator('.mode-switch button').first().click()
  await until(
    () => app.page.locator('.start-bar .cost').innerText(),
    (text) => text.startsWith('≈'),
  )
})

it('had nothing to complain about', () => {
  expect(app.complaints).toEqual([])
})
