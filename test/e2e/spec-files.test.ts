import { spawn } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { defaultExperiment } from '#contract/experiment-spec'
import { electronCommand, launch, newDataFolder, type RunningApp } from './app'
import { drop } from './file-drop'

const data = newDataFolder()
const folder = newDataFolder()
let app: RunningApp

/** The experiment that was open, with work in it that nobody wants to lose. */
const mine = 'My careful work'

const whole = JSON.stringify(defaultExperiment())
const deep = 100_000
const hostile = {
  'cut off': [whole.slice(0, -40), 'not valid JSON'],
  'of another program': ['{"name":"left-pad","version":"1.0.0"}', 'not an Inkbench experiment'],
  newer: [whole.replace('"version":1', '"version":7'), 'is of version 7'],
  'with a value out of range': [whole.replace('"epochs":5', '"epochs":-5'), 'a mistake at “recipe'],
  'with a key as long as a book': [
    whole.replace('"recipe":{', `"recipe":{"${'k'.repeat(1_000_000)}":1,`),
    'a mistake at “recipe',
  ],
  'that reaches for the prototype': [
    whole.replace('"recipe":{', '"recipe":{"__proto__":{"polluted":1},"constructor":1,'),
    'a mistake at “recipe',
  ],
  'nested without end': [`${'['.repeat(deep)}${']'.repeat(deep)}`, 'not an Inkbench experiment'],
  'of bytes that are no text': [Buffer.from([0xff, 0xfe, 0x00, 0x80]), 'not valid JSON'],
  'far too large': [Buffer.alloc(5 * 1024 * 1024, ' '), 'too large'],
  empty: ['', 'not valid JSON'],
} satisfies Record<string, [string | Buffer, string]>
const cases = Object.entries(hostile).map(([name, [content, words]]) => ({ name, content, words }))

let count = 0
function write(content: string | Buffer): string {
  const file = join(folder.path, `given-${count++}.inkbench.json`)
  writeFileSync(file, content)
  return file
}

/** Opens a file with the app while it runs: the second one hands it over and ends. */
async function openWith(file: string, cwd = folder.path) {
  const { path, words } = electronCommand()
  const second = spawn(path, [...words, file], {
    cwd,
    env: { ...process.env, INKBENCH_DATA_DIR: data.path },
    stdio: 'ignore',
  })
  await new Promise((ended) => second.once('exit', ended))
}

const toasts = () => app.page.locator('.el-notification')

/** It was said in words that fit, and the work is still there. */
async function refused(words: string) {
  await toasts().getByText(words).waitFor()
  expect((await toasts().innerText()).length).toBeLessThan(700)
  expect(await app.page.locator('#experiment-name').inputValue()).toBe(mine)
  expect(await app.page.evaluate(() => 'polluted' in {})).toBe(false)
}

beforeAll(async () => {
  app = await launch(data.path)
  await app.page.fill('#experiment-name', mine)
})
afterEach(async () => {
  for (const close of await toasts().locator('.el-notification__closeBtn').all())
    await close.click()
  await toasts().waitFor({ state: 'detached' })
})
afterAll(async () => {
  await app.electron.close()
  for (const each of [data, folder]) each.remove()
})

describe('a file dropped on the window', () => {
  it.each(cases)('$name is refused, and what was open stays', async ({ content, words }) => {
    await drop(app, write(content))
    await refused(words)
  })
})

describe('a file opened with the app while it runs', () => {
  it.each(cases)('$name is refused, and what was open stays', async ({ content, words }) => {
    await openWith(write(content))
    await refused(words)
  })

  it('that is none but a device without end is refused', async () => {
    const link = join(folder.path, 'zero.inkbench.json')
    symlinkSync('/dev/zero', link)
    await openWith(link)
    await refused('cannot be read')
    await app.picture('spec-refused')
  })

  it('that is not there is refused', async () => {
    await openWith('nowhere.inkbench.json')
    await refused('cannot be read')
  })
})

describe('a good file', () => {
  const named = (name: string) => JSON.stringify({ ...defaultExperiment(), name })
  const opened = async (name: string) => {
    await toasts().getByText(`Opened “${name}”`).waitFor()
    expect(await app.page.locator('#experiment-name').inputValue()).toBe(name)
  }

  it('is opened by a drop, with a name that is text and never markup', async () => {
    const name = '<img src=x onerror="window.intruder=1">'
    await drop(app, write(named(name)))
    await opened(name)
    expect(await app.page.evaluate(() => 'intruder' in window)).toBe(false)
    await app.page.keyboard.press('Control+z')
    expect(await app.page.locator('#experiment-name').inputValue()).toBe(mine)
  })

  it('is opened by its name in the folder where the app was called', async () => {
    const file = write(named('From elsewhere'))
    await openWith(file.slice(folder.path.length + 1), dirname(file))
    await opened('From elsewhere')
    expect(app.complaints).toEqual([])
  })
})

describe('a file made with other data', () => {
  it('cannot be started as it is, and can with the data there is', async () => {
    const spec = defaultExperiment()
    spec.name = 'Other digits'
    spec.dataset.sha256 = '0'.repeat(64)
    await drop(app, write(JSON.stringify(spec)))
    const start = app.page.getByRole('button', { name: /^Start/ })
    await app.page.locator('#use-this-data').waitFor()
    expect(await start.isDisabled()).toBe(true)
    await app.picture('spec-other-data')
    await app.page.locator('#use-this-data').click()
    await expect.poll(() => start.isEnabled()).toBe(true)
    expect(await app.page.locator('#use-this-data').count()).toBe(0)
  })
})

describe('the title', () => {
  it('says what the form holds, also while a number is missing', async () => {
    await app.page.fill('#epochs', '')
    await app.page.locator('.title-bar .way', { hasText: '– epochs' }).waitFor()
    await app.page.fill('#epochs', '1')
    await app.page.locator('.title-bar .way', { hasText: '1 epoch,' }).waitFor()
  })
})

describe('the app started with a damaged file', () => {
  it('opens on the experiment that is ready to start, and says what is wrong', async () => {
    await app.electron.close()
    app = await launch(data.path, [write('{"format":"inkbench-experiment"')])
    await toasts().getByText('not valid JSON').waitFor()
    expect(await app.page.locator('#experiment-name').inputValue()).toBe('MNIST · CNN')
  })
})
