import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch, newDataFolder, type RunningApp } from './app'
import { loadAxe, seriousFaults } from './axe'
import { drop, hold } from './file-drop'
import { clickMenu } from './natives'
import { runEnded, smallExperiment } from './runs'

const data = newDataFolder()
const folder = newDataFolder()
let app: RunningApp

/** The first test image of MNIST as somebody else would have it: dark on a large, grey sheet. */
const digit = '7'
async function writeDigit(name: string): Promise<string> {
  const { pixels, labels } = await app.get('dataset:samples', {
    datasetId: 'mnist',
    split: 'test',
    classIndex: null,
    offset: 0,
    limit: 1,
  })
  expect(String(labels[0])).toBe(digit)
  const paper = pixels.map((ink) => 225 - Math.round(ink * 0.8))
  const path = join(folder.path, name)
  await sharp(paper, { raw: { width: 28, height: 28, channels: 1 } })
    .resize(560, 560, { kernel: 'cubic' })
    .extend({ top: 40, bottom: 200, left: 300, right: 100, background: 'rgb(225,225,225)' })
    .toFile(path)
  return path
}

/** Has the system's dialog answer at once. */
const choose = (filePaths: string[]) =>
  app.electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () =>
      Promise.resolve({ canceled: chosen.length === 0, filePaths: chosen })
  }, filePaths)

const toasts = () => app.page.locator('.el-notification')
async function closeToasts() {
  for (const close of await toasts().locator('.el-notification__closeBtn').all())
    await close.click()
  await toasts().first().waitFor({ state: 'detached' })
}
const caption = () => app.page.locator('.bench .caption')
const answered = () => app.page.locator('.prediction-panel .answer').innerText()
/** Until the words under the pad are these, and the model has answered. */
async function shown(words: string, answer: string) {
  await app.page.locator('.bench .caption', { hasText: words }).waitFor()
  await app.page.locator('.prediction-panel .answer', { hasText: answer }).waitFor()
}
const blank = () => app.page.locator('.prediction-panel .answer', { hasText: '–' }).waitFor()
const clear = () => app.page.getByRole('button', { name: 'Clear' }).click()

beforeAll(async () => {
  app = await launch(data.path)
  const spec = smallExperiment(3)
  spec.dataset.trainLimit = 4_000
  await runEnded(app, (await app.get('training:start', spec)).runId)
  await loadAxe(app)
})
afterAll(async () => {
  await app.electron.close()
  for (const each of [data, folder]) each.remove()
})

describe('a picture', () => {
  it('is refused in words on another page', async () => {
    const file = await writeDigit('elsewhere.png')
    await app.page.getByRole('link', { name: 'Data', exact: true }).click()
    const held = await hold(app, file)
    await app.page.getByText('Pictures are opened in Predict').waitFor()
    await held.letGo()
    await toasts().getByText('Pictures are opened on the Predict page').waitFor()
    await closeToasts()
  })

  it('that is taken away again leaves the window as it was, even after a change of page', async () => {
    const held = await hold(app, await writeDigit('away.png'))
    await clickMenu(app, 'showSettings')
    await app.page.getByRole('heading', { name: 'Settings' }).waitFor()
    await held.takeAway()
    await app.page.mouse.move(600, 300)
    await app.page.locator('.drop-overlay').waitFor({ state: 'detached' })
  })

  it('dropped on Predict is read, and named as the digit that it is', async () => {
    await app.page.getByRole('link', { name: 'Predict', exact: true }).click()
    await app.page.getByRole('button', { name: 'Open picture…' }).waitFor()
    const held = await hold(app, await writeDigit('seven.png'))
    await app.page.getByText('Drop to have the model read the picture').waitFor()
    await app.picture('picture-hovers')
    await held.letGo()
    await shown('Picture seven.png', digit)
    await app.picture('picture-dropped')
    expect(await seriousFaults(app)).toEqual([])
  })

  it('that is none is refused in words, and what was there stays', async () => {
    const file = join(folder.path, 'words.png')
    writeFileSync(file, 'These are words, whatever the name says.')
    await drop(app, file)
    await toasts().getByText('words.png is not a picture that Inkbench reads').waitFor()
    expect(await caption().innerText()).toBe('Picture seven.png')
    expect(await answered()).toBe(digit)
    await closeToasts()
    const cut = join(folder.path, 'cut.png')
    const whole = readFileSync(await writeDigit('whole.png'))
    writeFileSync(cut, whole.subarray(0, whole.length / 2))
    await drop(app, cut)
    await toasts().getByText('cut.png is not a picture that Inkbench reads').waitFor()
    expect(await answered()).toBe(digit)
    await closeToasts()
  })

  it('is opened from the keyboard by the system dialog, and taken away again', async () => {
    await clear()
    await blank()
    const button = app.page.getByRole('button', { name: 'Open picture…' })
    await choose([])
    await button.press('Enter')
    expect(await caption().innerText()).toBe('')
    await choose([await writeDigit('chosen.webp')])
    await button.press('Enter')
    await shown('Picture chosen.webp', digit)
    await app.page.keyboard.press('Control+z')
    await blank()
  })

  it('gives way to a test image, and takes its place', async () => {
    await drop(app, await writeDigit('first.jpg'))
    await shown('Picture first.jpg', digit)
    await app.page.getByRole('button', { name: 'Random test image' }).click()
    await app.page.locator('.bench .caption', { hasText: 'Test image' }).waitFor()
    await drop(app, await writeDigit('second.png'))
    await shown('Picture second.png', digit)
  })

  it('is shown in the dark and in Chinese', async () => {
    await app.get('settings:change', { theme: 'dark', language: 'zh-CN' })
    await app.page.getByRole('button', { name: '打开图片…' }).waitFor()
    await app.picture('picture-dark-zh')
    expect(await seriousFaults(app)).toEqual([])
    expect(app.complaints).toEqual([])
  })
})
