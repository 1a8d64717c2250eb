import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { learnerExperiment } from '#contract/experiment-spec'
import { galleryLearner } from '#contract/learner'
import { launch, newDataFolder, until, type RunningApp } from './app'
import { loadAxe, seriousFaults } from './axe'
import { clickMenu } from './natives'
import { runEnded, smallExperiment, whenIdle } from './runs'

const data = newDataFolder()
let app: RunningApp

beforeAll(async () => {
  app = await launch(data.path)
  await app.page.locator('.experiment-editor').waitFor()
  await loadAxe(app)
})
afterAll(async () => {
  await app.electron.close()
  data.remove()
})

async function fit(id: string, trainLimit: number | null) {
  const found = galleryLearner(id)
  if (!found) throw new Error(id)
  const spec = learnerExperiment(found)
  const { runId } = await app.get('training:start', {
    ...spec,
    dataset: { ...spec.dataset, trainLimit },
  })
  await runEnded(app, runId)
  await whenIdle(app)
  return runId
}

async function resize(width: number, height: number) {
  await app.electron.evaluate(
    ({ BrowserWindow }, [wide, high]) =>
      BrowserWindow.getAllWindows()[0]?.setContentSize(wide ?? 0, high ?? 0),
    [width, height],
  )
  await until(
    () => app.page.evaluate(() => window.innerWidth),
    (found) => found === width,
  )
}

const tab = (name: string) => app.page.getByRole('tab', { name }).click()

/** The same state in both themes and two sizes. */
/** @param part what has to be in view, also where the window is small */
async function pictures(name: string, part?: Locator) {
  for (const close of await app.page.locator('.el-notification__closeBtn').all())
    await close.click()
  for (const theme of ['light', 'dark'] as const) {
    await app.get('settings:change', { theme })
    await until(
      () => app.page.evaluate(() => document.documentElement.classList.contains('dark')),
      (dark) => dark === (theme === 'dark'),
    )
    await resize(1_280, 720)
    await part?.scrollIntoViewIfNeeded()
    await app.picture(`${name}-${theme}`)
    await resize(1_560, 960)
    await app.picture(`${name}-large-${theme}`)
  }
  await app.get('settings:change', { theme: 'light' })
}

describe('a run of kNN on all images', () => {
  it('shows the neighbours of a mistake', async () => {
    await fit('knn', null)
    await clickMenu(app, 'showRuns')
    await app.page.getByRole('row', { name: /kNN/ }).click()
    await tab('Mistakes')
    await app.page.locator('.predicted-images .tile').first().click()
    await until(
      () => app.page.locator('.neighbour-vote ol li').count(),
      (count) => count === 3,
    )
    expect(await seriousFaults(app)).toEqual([])
    await pictures('neighbours-mistakes')
  })

  it('shows them beside the matrix, and follows the keyboard', async () => {
    await tab('Confusion')
    const first = app.page.locator('.predicted-images .tile').first()
    await first.click()
    await app.page.locator('.neighbour-vote .votes b').first().waitFor()
    const image = await app.page.locator('.chosen dd.selectable').innerText()
    await app.page.keyboard.press('ArrowRight')
    await until(
      () => app.page.locator('.chosen dd.selectable').innerText(),
      (text) => text !== image,
    )
    await app.page.locator('.neighbour-vote[aria-busy=false] .votes b').first().waitFor()
    await pictures('neighbours-matrix')
  })

  it('measures 1 to 20 neighbours when asked, with progress and a way out', async () => {
    await tab('Model')
    const part = app.page.locator('.neighbour-accuracy')
    await part.getByText('no longer measured by the test set').waitFor()
    await part.getByRole('button', { name: 'Measure' }).click()
    await part.getByText(/left$/).waitFor()
    await app.picture('neighbours-measuring')
    await part.getByRole('button', { name: 'Cancel' }).click()
    await part.getByRole('button', { name: 'Measure' }).click()
    await part.locator('.e-chart').waitFor()
    expect(await part.getByRole('status').innerText()).toMatch(
      /^This run, k = 3: 97\.05.%\. Highest with k = 3: 97\.05.%\.$/,
    )
    expect(await seriousFaults(app)).toEqual([])
    await pictures('neighbours-accuracy')
  })

  it('says in words that an image is not there', async () => {
    const [run] = await app.get('runs:list', {})
    const answer = await app.ask('learner:neighbours', { runId: run?.id ?? '', image: 10_000 })
    expect(answer).toMatchObject({ ok: false, failure: { code: 'neighbours.noImage' } })
  })

  it('shows the neighbours of what is drawn', async () => {
    await app.page.locator('.run-header').getByRole('button', { name: 'Predict' }).click()
    await app.page.getByRole('button', { name: 'Random test image' }).click()
    await until(
      () => app.page.locator('.prediction-panel .neighbour-images li').count(),
      (count) => count === 3,
    )
    expect(await seriousFaults(app)).toEqual([])
    await pictures('neighbours-pad')
    expect(app.complaints).toEqual([])
  })
})

describe('a run of PCA + kNN', () => {
  it('shows how much its components explain', async () => {
    await fit('pca-knn', 5_000)
    await clickMenu(app, 'showRuns')
    await app.page.getByRole('row', { name: /PCA/ }).click()
    await tab('Model')
    const part = app.page.locator('.explained-variance')
    await part.locator('canvas').waitFor()
    expect(await part.locator('.words').innerText()).toMatch(
      /^50 components keep 8\d\.\d.%\. More would be needed for 90\.0.%\.$/,
    )
    expect(await seriousFaults(app)).toEqual([])
    await pictures('explained-variance', part)
  })

  it('rebuilds a test image out of its first components', async () => {
    const part = app.page.locator('.rebuilt-image')
    const error = async () => Number(await part.locator('dd').last().innerText())
    const slider = part.getByRole('slider')
    await slider.focus()
    const few = await error()
    await app.page.keyboard.press('End')
    await part.getByText('50 of 50 components').waitFor()
    expect(await error()).toBeLessThan(few)
    const first = await part.getByRole('status').innerText()
    await part.getByRole('button', { name: 'Next test image' }).click()
    await until(
      () => part.getByRole('status').innerText(),
      (text) => text !== first,
    )
    await slider.focus()
    await app.page.keyboard.press('Home')
    await part.getByText('0 of 50 components').waitFor()
    await app.page.keyboard.press('PageUp')
    expect(await seriousFaults(app)).toEqual([])
    await pictures('rebuilt-image', part)
    expect(app.complaints).toEqual([])
  })
})

describe('a run of a random forest', () => {
  it('measures when asked how much it needs each pixel, with progress and a way out', async () => {
    await fit('random-forest', 20_000)
    await clickMenu(app, 'showRuns')
    await app.page.getByRole('row', { name: /Random forest/ }).click()
    await tab('Model')
    const part = app.page.locator('.pixel-importance')
    const measure = part.getByRole('button', { name: 'Measure', exact: true })
    await measure.press('Enter')
    await part.getByText(/left$/).waitFor()
    await app.picture('importance-measuring')
    await part.getByRole('button', { name: 'Cancel' }).press('Enter')
    await measure.press('Enter')
    const perClass = app.page.locator('.per-class').getByRole('img')
    await perClass.nth(9).waitFor()
    expect(await perClass.count()).toBe(10)
    expect(await part.getByRole('status').innerText()).toMatch(/20.000 training images/)
    const [own, other] = [part, app.page.locator('.impurity')].map((each) => each.getByRole('img'))
    const place = /Strongest: row \d+, column \d+: \d\.\d\d\s%$/
    expect(await own?.getAttribute('aria-label')).toMatch(place)
    expect(await other?.getAttribute('aria-label')).toMatch(place)
    expect(await seriousFaults(app)).toEqual([])
    await pictures('importance', own)
    await pictures('importance-classes', perClass.last())
  })

  it('is not measured beside a run, and a cancel ends what was asked for just before', async () => {
    const [run] = await app.get('runs:list', { sortBy: 'name', descending: true })
    const runId = run?.id ?? ''
    const asked = app.ask('learner:pixelImportance', { runId })
    await app.get('learner:cancel', { runId })
    expect(await asked).toMatchObject({ ok: false, failure: { code: 'learner.cancelled' } })
    const measured = app.ask('learner:pixelImportance', { runId })
    const other = app.get('training:start', smallExperiment(1))
    expect(await measured).toMatchObject({ ok: false, failure: { code: 'learner.yielded' } })
    const beside = await app.ask('learner:pixelImportance', { runId })
    expect(beside).toMatchObject({ ok: false, failure: { code: 'learner.busy' } })
    await runEnded(app, (await other).runId)
    await whenIdle(app)
  })

  it('alone among learners is measured so', async () => {
    const other = await fit('majority', 1_000)
    const answer = await app.ask('learner:pixelImportance', { runId: other })
    expect(answer).toMatchObject({ ok: false, failure: { code: 'pixelImportance.none' } })
    expect(app.complaints).toEqual([])
  })
})
