import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { learnerExperiment } from '#contract/experiment-spec'
import { galleryLearner } from '#contract/learner'
import { launch, newDataFolder, until, type RunningApp } from './app'
import { loadAxe, seriousFaults } from './axe'
import { clickMenu } from './natives'
import { runEnded, smallExperiment } from './runs'

const data = newDataFolder()
let app: RunningApp

function fit(id: string) {
  const learner = galleryLearner(id)
  if (!learner) throw new Error(`The gallery has no ${id}.`)
  const spec = learnerExperiment(learner)
  spec.dataset.trainLimit = 500
  return spec
}

beforeAll(async () => {
  app = await launch(data.path)
  await loadAxe(app)
  await app.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 720)
  })
  for (const spec of [smallExperiment(1), fit('knn'), fit('svm-rbf')]) {
    const { runId } = await app.get('training:start', spec)
    await runEnded(app, runId)
  }
})
afterAll(async () => {
  expect(app.complaints).toEqual([])
  await app.electron.close()
  data.remove()
})

const columns = () => app.page.locator('.compare-page thead .name')
const marks = () => app.page.locator('.run-row .eye[aria-pressed="true"]')

describe('the comparison of a network and learners', () => {
  it('takes what is marked by whichever way one comes, and leaves the marks', async () => {
    await clickMenu(app, 'showRuns')
    await app.page.locator('.run-row').first().waitFor()
    for (const row of await app.page.locator('.run-row .eye').all()) await row.click()
    expect(await marks().count()).toBe(3)
    await app.picture('runs-marked')
    await app.page.keyboard.press('Control+3')
    await columns().first().waitFor()
    expect(await columns().allTextContents()).toEqual(['MNIST · SVM', 'MNIST · kNN', 'MNIST · CNN'])
    await app.page.getByRole('button', { name: 'Clear' }).click()
    await app.page.getByText('Nothing to compare yet').waitFor()
    await app.page.getByRole('button', { name: 'Choose in the run list' }).click()
    await until(
      () => marks().count(),
      (count) => count === 3,
    )
    await app.page.locator('.rail .compare').click()
    await columns().first().waitFor()
    expect(await columns().count()).toBe(3)
  })

  it('shows at first what can be compared, and nothing that only one kind has', async () => {
    const keys = () => app.page.locator('.compare-page tbody th[scope="row"]').count()
    const [networks, learners] = [/^Only of networks/, /^Only of learners/].map((name) =>
      app.page.getByRole('button', { name }),
    )
    await app.picture('compare-kinds')
    expect(await keys()).toBeLessThan(30)
    await learners?.click()
    await app.page.getByText('learner.type').waitFor()
    await app.page.locator('.compare-page').evaluate((page) => page.scrollTo(0, 400))
    await app.picture('compare-kinds-open')
    await networks?.click()
    expect(await keys()).toBeGreaterThan(50)
    await networks?.click()
    await app.get('settings:change', { theme: 'dark', language: 'zh-CN' })
    await app.page.locator('html.dark').waitFor()
    await app.page.mouse.move(640, 3)
    await app.picture('compare-kinds-dark-zh')
    expect(await seriousFaults(app)).toEqual([])
    await app.get('settings:change', { theme: 'light', language: 'en' })
  })
})
