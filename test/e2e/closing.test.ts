import { afterAll, afterEach, beforeEach, expect, it } from 'vitest'
import { launch, newDataFolder, until, type RunningApp } from './app'
import { clickMenu } from './natives'
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
