import { afterAll, afterEach, beforeEach, expect, it } from 'vitest'
import { learnerExperiment } from '#contract/experiment-spec'
import { galleryLearner } from '#contract/learner'
import { launch, newDataFolder, until, type RunningApp } from './app'
import { clickMenu } from './natives'
import { smallSearch } from '../support/engine/search'
import { runWhen, smallExperiment, whenIdle } from './runs'

const data = newDataFolder()
let app: RunningApp

beforeEach(async () => {
  app = await launch(data.path)
})
afterEach(async () => {
  await app.electron.close()
})
afterAll(() => {
  data.remove()
})

/** Answers the question with the button of that number, and remembers what was asked. */
async function answerWith(response: number) {
  await app.electron.evaluate(({ dialog }, button) => {
    const asked: unknown[] = []
    Object.assign(globalThis, { asked })
    dialog.showMessageBox = (...given: unknown[]) => {
      asked.push(given.at(-1))
      return Promise.resolve({ response: button, checkboxChecked: false })
    }
  }, response)
}
const asked = () =>
  app.electron.evaluate(
    () => (globalThis as unknown as { asked: Electron.MessageBoxOptions[] }).asked,
  )
const closeWindow = () =>
  app.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.close()
  })
const gone = () => new Promise((ended) => app.electron.process().once('exit', ended))

async function trainingRun() {
  const { runId } = await app.get('training:start', smallExperiment(500))
  await runWhen(app, runId, ({ epochsDone }) => epochsDone >= 1)
  return runId
}

it('closes without a question while nothing trains', async () => {
  await answerWith(0)
  const ended = gone()
  await closeWindow()
  await ended
})

it('asks while a run trains; “keep” leaves everything as it is', async () => {
  const runId = await trainingRun()
  await answerWith(0)
  await closeWindow()
  const [question] = await until(asked, (all) => all.length > 0)
  expect(question).toMatchObject({
    message: 'A run is training',
    buttons: ['Keep Training', 'Stop, Save and Quit'],
    // Escape means the harmless answer.
    cancelId: 0,
    defaultId: 0,
  })
  expect(question?.detail).toContain('MNIST · CNN')
  const { epochsDone } = await runWhen(app, runId, () => true)
  await runWhen(app, runId, (run) => run.status === 'running' && run.epochsDone > epochsDone)
  await app.get('training:stop', { runId })
  await whenIdle(app)
})

it('asks once, however often it is closed while it waits for the answer', async () => {
  const runId = await trainingRun()
  await app.electron.evaluate(({ dialog }) => {
    const asked: unknown[] = []
    Object.assign(globalThis, { asked })
    dialog.showMessageBox = (...given: unknown[]) => {
      asked.push(given.at(-1))
      return new Promise((answer) => {
        Object.assign(globalThis, {
          answer: () => {
            answer({ response: 0, checkboxChecked: false })
          },
        })
      })
    }
  })
  for (let time = 0; time < 3; time++) await closeWindow()
  expect(await asked()).toHaveLength(1)
  await app.electron.evaluate(() => {
    ;(globalThis as unknown as { answer: () => void }).answer()
  })
  await app.get('training:stop', { runId })
  await whenIdle(app)
  // Having stayed once does not mean that it is never asked again, nor that it cannot be closed.
  const ended = gone()
  await closeWindow()
  await ended
})

it('“stop” saves the run, takes the waiting one out of the queue, and quits', async () => {
  const runId = await trainingRun()
  const waiting = await app.get('training:start', smallExperiment(1))
  expect(waiting.queued).toBe(true)
  await answerWith(1)
  const ended = gone()
  // The menu's way out asks as the window's does.
  await app.electron.evaluate(({ app: electronApp }) => {
    electronApp.quit()
  })
  await ended
  app = await launch(data.path)
  expect(await runWhen(app, runId, () => true)).toMatchObject({ status: 'stopped', hasModel: true })
  expect(await runWhen(app, waiting.runId, () => true)).toMatchObject({
    status: 'stopped',
    hasModel: false,
  })
})

it('a paused run is asked about too, and stopped from its pause', async () => {
  const runId = await trainingRun()
  await clickMenu(app, 'pauseTraining')
  await runWhen(app, runId, ({ status }) => status === 'paused')
  await answerWith(1)
  const ended = gone()
  await closeWindow()
  await ended
  app = await launch(data.path)
  expect(await runWhen(app, runId, () => true)).toMatchObject({ status: 'stopped', hasModel: true })
})

it('of a fit says that nothing of it is kept, and how many runs wait', async () => {
  const svm = galleryLearner('svm-rbf')
  if (!svm) throw new Error('The gallery has no support vector machine.')
  const { runId } = await app.get('training:start', learnerExperiment(svm))
  await runWhen(app, runId, ({ status }) => status === 'running')
  const waiting = [smallExperiment(1), smallExperiment(1)]
  for (const spec of waiting) await app.get('training:start', spec)
  await answerWith(0)
  await closeWindow()
  const [question] = await until(asked, (all) => all.length > 0)
  expect(question).toMatchObject({
    message: 'A learner is being fitted',
    detail:
      'Closing now ends the fit of “MNIST · SVM”, and nothing of it is kept.\n\n' +
      'The 2 runs that wait are taken out of the queue.',
    buttons: ['Keep Fitting', 'Stop and Quit'],
  })
  await answerWith(1)
  const ended = gone()
  await closeWindow()
  await ended
  app = await launch(data.path)
  expect(await runWhen(app, runId, () => true)).toMatchObject({
    status: 'stopped',
    hasModel: false,
  })
})

it('asks while C and gamma are searched, and ends the search', async () => {
  const long = { ...smallSearch(), images: 20_000, folds: 10 }
  const search = app.get('search:run', long).catch(() => 'ended')
  await until(
    () =>
      app.electron.evaluate(({ app: electron }) =>
        electron.getAppMetrics().some(({ name }) => name === 'Inkbench search'),
      ),
    (searching) => searching,
  )
  await answerWith(0)
  await closeWindow()
  const [question] = await until(asked, (all) => all.length > 0)
  expect(question).toMatchObject({
    message: 'C and gamma are being searched',
    detail: 'Closing now ends the search, and its scores so far are not kept.',
    buttons: ['Keep Searching', 'Stop and Quit'],
  })
  await answerWith(1)
  const ended = gone()
  await closeWindow()
  await ended
  expect(await search).toBe('ended')
})
