import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import type { Answer, Channel, Reply, Request } from '#contract/channels'

interface Manifest {
  parts: { electron: { path: string } }
}

/** Path of Electron, and what comes before the app's own words. */
export function electronCommand(): { path: string; words: string[] } {
  const manifest = JSON.parse(readFileSync(resolve('.native/manifest.json'), 'utf8')) as Manifest
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return { path: manifest.parts.electron.path, words: [...root, resolve('.')] }
}

/** The real app in the real Electron, on a data folder of its own. */
export interface RunningApp {
  electron: ElectronApplication
  page: Page
  dataFolder: string
  /** What the page asked main, through the bridge of the page itself. */
  ask<C extends Channel>(channel: C, request: Request<C>): Promise<Answer<C>>
  /** The same, where the answer has to be good. */
  get<C extends Channel>(channel: C, request: Request<C>): Promise<Reply<C>>
  picture(name: string): Promise<void>
  /** Words on the page's console that should not be there. */
  complaints: string[]
}

export function newDataFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'inkbench-e2e-'))
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true })
    },
  }
}

/** @param dataHome the system's place for data, where a chosen data folder is remembered */
export async function launch(
  dataFolder: string,
  words: string[] = [],
  dataHome = join(dataFolder, 'share'),
): Promise<RunningApp> {
  const command = electronCommand()
  const electron = await _electron.launch({
    executablePath: command.path,
    args: [...command.words, ...words],
    env: { ...process.env, INKBENCH_DATA_DIR: dataFolder, XDG_DATA_HOME: dataHome } as Record<
      string,
      string
    >,
  })
  const page = await electron.firstWindow()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.locator('main').waitFor()
  const ask: RunningApp['ask'] = (channel, request) =>
    page.evaluate(([name, value]) => window.workbench.request(name as never, value as never), [
      channel,
      request,
    ] as const) as never
  return {
    electron,
    page,
    dataFolder,
    ask,
    get: async (channel, request) => {
      const answer = await ask(channel, request)
      if (!answer.ok) throw new Error(`${channel}: ${answer.failure.message}`)
      return answer.value
    },
    picture: async (name) => {
      await page.screenshot({ path: resolve('test-results', 'pictures', `${name}.png`) })
    },
    complaints,
  }
}

/** Asks until the answer suits; the test's own time limit ends a vain wait. */
export async function until<Value>(
  ask: () => Promise<Value>,
  suits: (value: Value) => boolean,
): Promise<Value> {
  for (;;) {
    const value = await ask()
    if (suits(value)) return value
    await new Promise((next) => setImmediate(next))
  }
}
