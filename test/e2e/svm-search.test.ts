import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { smallSearch } from '../support/engine/search'
import { launch, newDataFolder, until, type RunningApp } from './app'
import { loadAxe, seriousFaults } from './axe'
import { clickMenu } from './natives'
import { smallExperiment, whenIdle } from './runs'

const data = newDataFolder()
let app: RunningApp

beforeAll(async () => {
  app = await launch(data.path)
  await app.page.locator('.experiment-editor').waitFor()
  await loadAxe(app)
})
afterAll(async () => {
  expect(app.complaints).toEqual([])
  await app.electron.close().catch(() => undefined)
  data.remove()
})

const section = () => app.page.locator('.svm-search')
const start = () => section().getByRole('button', { name: 'Search', exact: true })
const cells = () => section().locator('.score-grid .cell')

/** Until then the last result stays in view. */
const firstScore = () =>
  until(
    () => section().textContent(),
    (text) => text?.includes('Of the search before:') === false,
  )

async function type(id: string, value: string) {
  await app.page.fill(`#${id}`, value)
}

/** Process of the search, by the name that Electron gave it. */
const searchPid = () =>
  app.electron.evaluate(
    ({ app: electron }) =>
      electron.getAppMetrics().find(({ name }) => name === 'Inkbench search')?.pid ?? null,
  )

async function resize(width: number, height: number) {
  await app.electron.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size),
    [width, height] as [number, number],
  )
  await until(
    () => app.page.evaluate(() => window.innerWidth),
    (inner) => inner === width,
  )
}

describe('the search for C and gamma', () => {
  it('is offered beside the parameters of the machine', async () => {
    await app.page.locator('.model-choice').click()
    await app.page.getByRole('option', { name: 'Support vector machine', exact: true }).click()
    await app.page.getByRole('button', { name: 'Search C and gamma…' }).click()
    await until(
      () => start().isEnabled(),
      (ready) => ready,
    )
    await app.picture('search-form')
    await type('search-images', '12')
    await section().getByText('Has to be').waitFor()
    expect(await start().isDisabled()).toBe(true)
    await app.picture('search-refused')
  })

  it('fills the map as scores come, and marks the best', async () => {
    await type('search-images', '1000')
    await section().locator('.el-switch').click()
    await start().click()
    await cells().first().waitFor()
    await app.page.getByText('Ends the search under way').waitFor()
    await app.picture('search-running')
    await section().getByText('Best: C =').waitFor({ timeout: 60_000 })
    // The focus was on Search and on Cancel, which are both gone or of no use.
    await section().locator('.cell.best:focus').waitFor()
    expect(await cells().count()).toBe(16)
    expect(await section().locator('.cell.best').count()).toBe(1)
    expect(await section().locator('.cell.fewer').count()).toBeGreaterThan(8)
    await app.picture('search-done')
    await app.page.mouse.move(720, 3)
    expect(await seriousFaults(app)).toEqual([])
    await resize(1280, 720)
    await app.picture('search-done-1280')
    await resize(1024, 640)
    await app.picture('search-done-1024')
    const cutOff = await app.page
      .locator('.learner-card .body > .about')
      .evaluate((part) => part.scrollWidth - part.clientWidth)
    expect(cutOff).toBe(0)
    await resize(1280, 720)
    await app.get('settings:change', { theme: 'dark' })
    await app.page.locator('html.dark').waitFor()
    await app.picture('search-done-dark-1280')
    await app.page.mouse.move(640, 3)
    expect(await seriousFaults(app)).toEqual([])
    await app.get('settings:change', { language: 'zh-CN' })
    await app.page.getByText('搜索 C 和 gamma').first().waitFor()
    await app.picture('search-done-zh')
    await app.get('settings:change', { language: 'en', theme: 'light' })
    await resize(1440, 900)
  })

  it('hands a pair to the experiment by the keyboard, which is undone as any change', async () => {
    const value = (id: string) => app.page.locator(`#${id}`).inputValue()
    const before = [await value('learner-c'), await value('learner-gamma')]
    await section().locator('.cell.best').focus()
    await app.page.keyboard.press('ArrowDown')
    await app.page.keyboard.press('Home')
    await app.page.keyboard.press('Enter')
    await until(
      () => value('learner-c'),
      (c) => c === '1.6',
    )
    await section().getByText('In the experiment now').waitFor()
    await app.picture('search-used')
    await app.page.keyboard.press('Control+z')
    expect([await value('learner-c'), await value('learner-gamma')]).toEqual(before)
  })

  it('keeps its result while other pages are shown', async () => {
    await clickMenu(app, 'showRuns')
    await app.page.locator('.run-list-pane, .empty-state').first().waitFor()
    await clickMenu(app, 'showExperiment')
    await section().getByText('Best: C =').waitFor()
    expect(await cells().count()).toBe(16)
    // It is not a run.
    expect(await app.get('runs:list', {})).toEqual([])
  })

  it('is cancelled at once, and keeps the scores so far', async () => {
    await type('search-images', '6000')
    await section().locator('.el-switch').click()
    await start().click()
    await section().getByText('Of the search before:').waitFor()
    await app.picture('search-again')
    await firstScore()
    const second = await app.ask('search:run', smallSearch())
    expect(second).toMatchObject({ ok: false, failure: { code: 'search.running' } })
    await app.picture('search-cells')
    await section().getByRole('button', { name: 'Cancel' }).click()
    await section().getByText('The search was cancelled. The scores so far are kept.').waitFor()
    expect(await searchPid()).toBe(null)
    expect(await section().locator('.cell[style*=background]').count()).toBeGreaterThan(0)
    await app.picture('search-cancelled')
  })

  it('tells in words that its process died, and searches again', async () => {
    await start().click()
    const pid = await until(searchPid, (found) => found !== null)
    process.kill(pid ?? 0, 'SIGKILL')
    await section().getByText('The Inkbench search process ended unexpectedly').waitFor()
    await app.picture('search-crashed')
    await start().click()
    await until(searchPid, (found) => found !== null && found !== pid)
  })

  it('gives way to a run that begins, and does not begin beside one', async () => {
    await app.get('training:start', smallExperiment(3))
    await section().getByText('A run began, which ended the search.').waitFor()
    await section().getByText('A run is training; search once it has ended.').waitFor()
    await app.picture('search-yielded')
    const refused = await app.ask('search:run', smallSearch())
    expect(refused).toMatchObject({ ok: false, failure: { code: 'search.busy' } })
    await whenIdle(app)
  })

  it('dies with the app, however that ends', async () => {
    await start().click()
    const pid = await until(searchPid, (found) => found !== null)
    await firstScore()
    app.electron.process().kill('SIGKILL')
    await until(
      async () => pid !== null && isAlive(pid),
      (alive) => !alive,
    )
  })
})

/** A process that nobody has waited for yet is dead too. */
function isAlive(pid: number): boolean {
  const file = `/proc/${pid}/stat`
  return existsSync(file) && !/\) Z /.test(readFileSync(file, 'utf8'))
}
