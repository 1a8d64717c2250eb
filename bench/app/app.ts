/** What the figures of the app have in common: the real app, on a folder of its own. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import type * as Contract from '#contract/experiment-spec'
import type { NetworkExperiment } from '#contract/experiment-spec'
import type * as Gallery from '#contract/model-gallery'
import { load, root } from '../support.ts'

/** Without a display the script runs once more, under Xvfb; nothing after this call then happens here. */
export function needDisplay() {
  if (process.platform !== 'linux' || process.env['DISPLAY']) return
  const screen = ['-a', '-s', '-screen 0 1600x1000x24']
  const words = [...screen, process.execPath, ...process.argv.slice(1)]
  const { status, error } = spawnSync('xvfb-run', words, { stdio: 'inherit' })
  if (error) throw new Error('There is no display and no xvfb-run.', { cause: error })
  process.exit(status ?? 1)
}

/** What else the machine does blurs every figure: told with each. */
export const loadBefore = () => `load before ${(loadavg()[0] ?? 0).toFixed(1)}`

/** A folder that is gone at the end, however that comes. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'inkbench-bench-'))
  process.on('exit', () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  })
  return folder
}

/** A command of the terminal, in bare Node, with its JSON. */
export function inTerminal<Told>(folder: string, ...words: string[]): Told {
  const all = [join(root, 'out/main/cli.cjs'), '--data-dir', folder, '--json', ...words]
  const text = execFileSync(process.execPath, all, { stdio: ['ignore', 'pipe', 'ignore'] })
  return JSON.parse(String(text)) as Told
}

/** Writes the default experiment, changed, as a spec file. @returns its path */
export async function writeSpec(
  folder: string,
  modelId: string,
  change: (spec: NetworkExperiment) => void,
): Promise<string> {
  const { defaultExperiment } = await load<typeof Contract>(
    'src-preload/contract/experiment-spec.ts',
  )
  const { galleryModel } = await load<typeof Gallery>('src-preload/contract/model-gallery.ts')
  const model = galleryModel(modelId)
  if (!model) throw new Error(`There is no model “${modelId}”.`)
  const spec = { ...defaultExperiment(), name: `Bench ${modelId}`, model: structuredClone(model) }
  change(spec)
  const file = join(folder, `${modelId}.inkbench.json`)
  writeFileSync(file, JSON.stringify(spec))
  return file
}

interface Manifest {
  parts: { electron: { path: string } }
}

export interface App {
  electron: ElectronApplication
  page: Page
}

/** The Electron that the set-up has provided, and what it needs to be told first. */
export function electronFor(): { path: string; flags: string[] } {
  const text = readFileSync(join(root, '.native/manifest.json'), 'utf8')
  const { parts } = JSON.parse(text) as Manifest
  // Chromium's sandbox does not work as root.
  return { path: parts.electron.path, flags: process.getuid?.() === 0 ? ['--no-sandbox'] : [] }
}

/** @param words of the app's own, such as a spec file */
export async function launch(dataFolder: string, words: string[] = []): Promise<App> {
  const { path, flags } = electronFor()
  const electron = await _electron.launch({
    executablePath: path,
    args: [...flags, root, ...words],
    env: { ...process.env, INKBENCH_DATA_DIR: dataFolder } as Record<string, string>,
  })
  return { electron, page: await electron.firstWindow() }
}

/** Opens the app on a spec file and starts it by its button; the live view is then in sight. */
export async function launchTraining(dataFolder: string, specFile: string): Promise<App> {
  const app = await launch(dataFolder, [specFile])
  await app.page
    .getByText(/^Bench /)
    .first()
    .waitFor()
  await app.page.getByRole('button', { name: /Start training/ }).click()
  await app.page.locator('.live-view[data-latency-p95]').waitFor({ timeout: 120_000 })
  return app
}

/** The gallery's CNN, trained for longer than anybody looks. */
export async function launchLongTraining(): Promise<App> {
  const folder = newFolder()
  const spec = await writeSpec(folder, 'cnn', ({ recipe }) => (recipe.epochs = 100))
  return launchTraining(folder, spec)
}

/** Ends the app at once, helpers and all: its figures are taken, nobody needs the run's end. */
export async function endApp({ electron }: App): Promise<void> {
  const gone = new Promise((done) => electron.process().once('exit', done))
  // The answer to this call may be lost with the process that gives it.
  await electron
    .evaluate(({ app }) => {
      app.exit()
    })
    .catch(() => undefined)
  await gone
}

export const seconds = (count: number) => new Promise((done) => setTimeout(done, count * 1_000))
