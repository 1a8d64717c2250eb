import { join } from 'node:path'
import { InferenceSession } from 'onnxruntime-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { learnerExperiment } from '#contract/experiment-spec'
import { galleryLearner } from '#contract/learner'
import { launch, newDataFolder, until, type RunningApp } from './app'
import { loadAxe, seriousFaults } from './axe'
import { answerSaveDialog, clickMenu, offeredInMenu } from './natives'
import { runEnded, smallExperiment, whenIdle } from './runs'

const data = newDataFolder()
const out = newDataFolder()
let app: RunningApp

beforeAll(async () => {
  app = await launch(data.path)
  await app.page.locator('.experiment-editor').waitFor()
  await loadAxe(app)
})
afterAll(async () => {
  await app.electron.close()
  for (const each of [data, out]) each.remove()
})

const card = () => app.page.locator('.learner-card')
const start = () => app.page.locator('.start-bar .start')

function svmExperiment() {
  const svm = galleryLearner('svm-rbf')
  if (svm?.learner.type !== 'svm') throw new Error('There is no SVM.')
  const spec = learnerExperiment(svm)
  return { ...spec, learner: svm.learner }
}

async function choose(name: string) {
  await app.page.locator('.model-choice').click()
  await app.page.getByRole('option', { name, exact: true }).click()
}

describe('a classical learner', () => {
  it('takes the network’s place in the editor, and gives it back', async () => {
    await choose('Support vector machine')
    await card().getByText('Draws, for every pair of classes').waitFor()
    expect(await app.page.locator('#experiment-name').inputValue()).toBe('MNIST · SVM')
    expect(await app.page.locator('.recipe-card').count()).toBe(0)
    await until(
      () => start().isEnabled(),
      (ready) => ready,
    )
    await app.picture('learner-svm')
    // What has no meaning for a kernel is not shown.
    expect(await app.page.locator('#learner-degree').count()).toBe(0)
    await choose('CNN')
    await app.page.locator('.recipe-card').waitFor()
    expect(await app.page.locator('#experiment-name').inputValue()).toBe('MNIST · CNN')
    await app.page.keyboard.press('Control+z')
    await card().waitFor()
  })

  it('says what is wrong with a parameter, and cannot be started so', async () => {
    await choose('Random forest')
    await app.page.fill('#learner-trees', '0')
    await app.page.locator('.start-bar').getByRole('button', { name: 'Trees' }).waitFor()
    expect(await start().isDisabled()).toBe(true)
    await app.picture('learner-refused')
    await app.page.fill('#learner-trees', '10')
    await until(
      () => start().isEnabled(),
      (ready) => ready,
    )
  })

  it('that cannot be fitted is refused before there is a run of it', async () => {
    const spec = svmExperiment()
    const learner = { ...spec.learner, kernel: 'polynomial' as const, degree: 10, gamma: 100 }
    const answer = await app.ask('training:start', { ...spec, learner })
    expect(answer).toMatchObject({ ok: false, failure: { code: 'svm.kernelTooLarge' } })
    expect(await app.get('runs:list', {})).toEqual([])
  })

  it('is fitted with progress, and ends on its matrix', async () => {
    await app.page.locator('.data-card .el-segmented__item', { hasText: 'Limit' }).click()
    await app.page.fill('#train-limit', '2000')
    await app.page.locator('#train-limit').blur()
    await start().click()
    await app.page.locator('.live-view .confusion-matrix').waitFor()
    await whenIdle(app)
    const [run] = await app.get('runs:list', {})
    expect(run).toMatchObject({ status: 'finished', modelId: 'random-forest', epochsPlanned: 0 })
    expect(run?.fitSeconds).toBeGreaterThan(0)
    expect(run?.testAccuracy).toBeGreaterThan(0.8)
    const ending = app.page.locator('.run-ending')
    await ending.getByText('Test accuracy').waitFor()
    await ending.getByText('Numbers kept').waitFor()
    await app.picture('learner-fitted')
    // The next one like it is told from this one.
    await app.page.locator('.mode-switch button').first().click()
    await app.page
      .locator('.start-bar')
      .getByText(/≈ \d.*from run 1/)
      .waitFor()
    await app.picture('learner-cost')
  })

  it('stands in the history beside networks, with its own figures and no curves', async () => {
    const { runId } = await app.get('training:start', smallExperiment(1))
    await runEnded(app, runId)
    await whenIdle(app)
    await clickMenu(app, 'showRuns')
    await app.page.getByRole('row', { name: /Random forest/ }).click()
    await app.page.locator('.run-header').getByText('Fitted in').waitFor()
    expect(await app.page.getByRole('tab', { name: 'Curves' }).count()).toBe(0)
    await app.page.getByRole('tab', { name: 'Model' }).click()
    await app.page.locator('.fitted-learner').getByText('Many decision trees').waitFor()
    const outOfBag = app.page.locator('.fitted-learner .figures').getByText('Out-of-bag accuracy')
    expect(await outOfBag.locator('..').innerText()).toMatch(/[5-9]\d\.\d\d\s%/)
    // One picture of all pixels, and one for each class.
    await until(
      () => app.page.locator('.forest-importance canvas').count(),
      (count) => count === 11,
    )
    await app.picture('learner-run')
    await app.page.mouse.move(720, 3)
    expect(await seriousFaults(app)).toEqual([])
  })

  it('is exported as ONNX, checked; TensorFlow.js is not offered', async () => {
    const header = app.page.locator('.run-header')
    await header.getByRole('button', { name: 'Export' }).click()
    const offered = app.page.locator('.el-dropdown-menu__item:visible')
    await offered.first().waitFor()
    expect(await offered.allInnerTexts()).toEqual([
      'Model as ONNX…',
      'Run as a bundle (JSON, CSV)…',
    ])
    await app.picture('learner-export-menu')
    await app.page.keyboard.press('Escape')
    expect(await offeredInMenu(app, 'exportTfjs')).toBe(false)
    const file = join(out.path, 'forest.onnx')
    await answerSaveDialog(app, file)
    await clickMenu(app, 'exportOnnx')
    const dialog = app.page.locator('.export-dialog')
    await dialog.getByText(/All 10.000 test images are classified as by the run/).waitFor()
    await app.picture('learner-export')
    await dialog.getByRole('button', { name: 'Save…' }).click()
    await dialog.getByText(`Saved in ${file}`).waitFor()
    await dialog.getByRole('button', { name: 'Close' }).click()
    await dialog.waitFor({ state: 'hidden' })
    const session = await InferenceSession.create(file)
    expect(session.inputNames).toEqual(['image'])
    await session.release()
  })

  it('answers what is drawn', async () => {
    await app.page.locator('.run-header').getByRole('button', { name: 'Predict' }).click()
    const pad = app.page.locator('.drawing-pad canvas').first()
    const box = await pad.boundingBox()
    if (!box) throw new Error('There is no pad.')
    const middle = box.x + box.width / 2
    await app.page.mouse.move(middle, box.y + box.height * 0.2)
    await app.page.mouse.down()
    await app.page.mouse.move(middle, box.y + box.height * 0.8, { steps: 12 })
    await app.page.mouse.up()
    await until(
      () => app.page.locator('.class-probabilities').innerText(),
      (text) => /\d{2,3}(\.\d+)?\s?%/.test(text),
    )
    await app.picture('learner-predict')
  })

  it('is compared with a network', async () => {
    await clickMenu(app, 'showRuns')
    await app.page.locator('.run-row').nth(1).waitFor()
    for (const eye of await app.page.locator('.run-row .eye').all())
      await eye.click({ force: true })
    await app.page.getByRole('button', { name: /Compare/ }).click()
    await app.page.getByRole('button', { name: /^Only of learners/ }).click()
    await app.page.getByText('randomForest').first().waitFor()
    await app.page.getByText(/^Fitted without epochs, so no curve: .*Random forest/).waitFor()
    await app.picture('learner-compare')
    // The network gone, there is nothing to draw.
    await app.page.getByLabel(/Remove .*MLP.* from the comparison|Remove .*CNN.*/).click()
    await until(
      () => app.page.locator('.compare-curves').count(),
      (count) => count === 0,
    )
    await app.picture('learner-compare-alone')
    expect(app.complaints).toEqual([])
  })

  it('can be stopped in the middle, and leaves nothing but its row', async () => {
    const { runId } = await app.get('training:start', svmExperiment())
    await clickMenu(app, 'showExperiment')
    await app.page.locator('.mode-switch button').last().click()
    await until(
      () => app.get('training:state', undefined),
      ({ active }) => (active?.step ?? 0) > 0,
    )
    await app.page
      .locator('.progress-strip')
      .getByText(/^\d+ of 45$/)
      .waitFor()
    await app.picture('learner-fitting')
    // The draft is another than what trains, and a fit has no steps to rest between.
    await app.page.locator('.title-bar .active').getByText('MNIST · SVM').waitFor()
    await app.page
      .locator('.status-bar')
      .getByText(/^(Fitting|Testing) \d+\s%/)
      .waitFor()
    expect(await offeredInMenu(app, 'pauseTraining')).toBe(false)
    await clickMenu(app, 'showRuns')
    await app.page.getByRole('row', { name: /MNIST · SVM.*(Fitting|Testing) \d+\s%/ }).click()
    await app.page.getByRole('tab', { name: 'Confusion' }).click()
    await app.page.getByText('Not tested yet').waitFor()
    await app.picture('learner-fitting-run')
    await clickMenu(app, 'showExperiment')
    await app.get('training:stop', { runId })
    const { status, hasModel, testAccuracy } = await runEnded(app, runId)
    expect({ status, hasModel, testAccuracy }).toEqual({
      status: 'stopped',
      hasModel: false,
      testAccuracy: null,
    })
    await whenIdle(app)
    await app.page.locator('.run-ending').getByText('No model was saved.').waitFor()
    await app.picture('learner-stopped')
  })
})
