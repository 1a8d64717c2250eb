import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { storeFile } from '#core/runs'
import { newestVersion } from '#core/runs/migrations'
import { launch, newDataFolder, type RunningApp } from './app'
import { answerOpenDialog } from './natives'

let data: ReturnType<typeof newDataFolder>
let app: RunningApp | null = null

beforeEach(() => {
  data = newDataFolder()
})
afterEach(async () => {
  await app?.electron.close()
  app = null
  data.remove()
})

const setAside = 'Set the old history aside and start a new one'

/** The button is pressed, the screen says where the old file is, and the app works. */
async function beginAnew(running: RunningApp, old: Buffer, picture: string) {
  const { page } = running
  await page.getByRole('button', { name: setAside }).click()
  await page.getByText('A new run history has begun').waitFor()
  const aside = await page.locator('.set-aside code').innerText()
  expect(readFileSync(aside).equals(old)).toBe(true)
  expect(aside.startsWith(`${storeFile(data.path)}.aside-`)).toBe(true)
  await running.picture(picture)
  await page.getByRole('button', { name: 'Go on', exact: true }).click()
  await page.locator('.experiment-editor').waitFor()
  expect(await running.get('runs:list', {})).toEqual([])
  expect(await running.ask('app:setStoreAside', undefined)).toMatchObject({
    failure: { code: 'store.readable' },
  })
}

it('damaged: says so in both themes and languages, and begins a new history', async () => {
  const garbage = Buffer.alloc(8_192, 'ink spilled over it ')
  writeFileSync(storeFile(data.path), garbage)
  app = await launch(data.path)
  await app.page.getByRole('alert').getByText('is damaged').waitFor()
  for (const theme of ['light', 'dark'] as const) {
    await app.get('settings:change', { theme })
    await app.page.locator(theme === 'dark' ? 'html.dark' : 'html:not(.dark)').waitFor()
    await app.picture(`store-damaged-${theme}`)
  }
  await app.get('settings:change', { language: 'zh-CN' })
  await app.page.getByRole('button', { name: '搁置旧历史并新建一个' }).waitFor()
  await app.picture('store-damaged-chinese')
  await app.get('settings:change', { language: 'en', theme: 'light' })
  await beginAnew(app, garbage, 'store-set-aside')
  expect(app.complaints).toEqual([])
})

it('of a newer Inkbench: is left as it is, and set aside only when asked', async () => {
  const newer = new Database(storeFile(data.path))
  newer.exec('CREATE TABLE later (a)')
  newer.pragma(`application_id = ${0x69_6e_6b_62}`)
  newer.pragma(`user_version = ${newestVersion + 10}`)
  newer.close()
  const before = readFileSync(storeFile(data.path))
  app = await launch(data.path)
  await app.page.getByRole('alert').getByText('written by a newer Inkbench').waitFor()
  await app.picture('store-newer')
  expect(readFileSync(storeFile(data.path)).equals(before)).toBe(true)
  await beginAnew(app, before, 'store-newer-set-aside')
})

/** The failure screen of a folder that cannot be written, and the way to another one. */
async function chooseAnother(running: RunningApp, dataHome: string) {
  await running.page.getByRole('alert').getByText('cannot write to').waitFor()
  expect(await running.page.getByRole('button', { name: setAside }).count()).toBe(0)
  await running.picture('store-unwritable')
  const other = join(dataHome, 'other')
  mkdirSync(other)
  await answerOpenDialog(running, other)
  await running.page.getByRole('button', { name: 'Choose another folder…' }).click()
  await running.page.locator('.experiment-editor').waitFor()
  expect((await running.get('app:info', undefined)).dataFolder).toBe(other)
  expect(await running.get('runs:list', {})).toEqual([])
  expect(readdirSync(other)).toContain('inkbench.sqlite')
  const remembered = JSON.parse(readFileSync(join(dataHome, 'inkbench', 'location.json'), 'utf8'))
  expect(remembered).toEqual({ dataFolder: other })
}

it('where the folder cannot be made: another one is chosen, and the app goes on there', async () => {
  const blocked = join(data.path, 'blocked')
  writeFileSync(blocked, 'a file where the folder should be')
  app = await launch(blocked, [], data.path)
  await chooseAnother(app, data.path)
  expect(readFileSync(blocked, 'utf8')).toBe('a file where the folder should be')
})

it.skipIf(process.platform !== 'linux')(
  'below /proc, where the system never makes a folder: another one is chosen',
  async () => {
    app = await launch('/proc/inkbench', [], data.path)
    // What fails is written into a log, for which there is no folder either.
    expect((await app.ask('runs:list', {})).ok).toBe(false)
    await chooseAnother(app, data.path)
  },
)

it('where the disk is read-only: another folder is chosen', async ({ skip }) => {
  const disk = join(data.path, 'disk')
  mkdirSync(disk)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro,size=1m', 'tmpfs', disk], { stdio: 'pipe' })
  } catch {
    skip('A read-only file system can only be mounted as root on Linux.')
  }
  try {
    app = await launch(disk, [], data.path)
    await chooseAnother(app, data.path)
  } finally {
    await app?.electron.close()
    app = null
    execFileSync('umount', [disk])
  }
})

it('where the chosen folder has gone away: makes nothing, and goes on once it is back', async () => {
  const [chosen, away] = [join(data.path, 'chosen'), join(data.path, 'away')]
  mkdirSync(chosen)
  // Without a folder that is named, the remembered one counts.
  app = await launch('', [], data.path)
  await answerOpenDialog(app, chosen)
  await app.get('app:chooseDataFolder', undefined)
  await app.electron.close()
  renameSync(chosen, away)

  app = await launch('', [], data.path)
  await app.page.getByRole('alert').getByText('is not there').waitFor()
  await app.picture('store-folder-gone')
  expect(await app.ask('settings:change', { theme: 'dark' })).toMatchObject({
    failure: { code: 'store.folderGone' },
  })
  await app.page.getByRole('button', { name: 'Try again' }).click()
  await app.page.getByRole('alert').getByText('is not there').waitFor()
  expect(existsSync(chosen)).toBe(false)

  renameSync(away, chosen)
  await app.page.getByRole('button', { name: 'Try again' }).click()
  await app.page.locator('.experiment-editor').waitFor()
  expect((await app.get('app:info', undefined)).dataFolder).toBe(chosen)
})

it('says so where a chosen folder is of no use either, and stays where it was', async () => {
  writeFileSync(storeFile(data.path), 'no history')
  const file = join(data.path, 'file')
  writeFileSync(file, '')
  app = await launch(data.path)
  await answerOpenDialog(app, file)
  await app.page.getByRole('button', { name: 'Choose another folder…' }).click()
  await app.page.locator('.el-notification').getByText('cannot write to').waitFor()
  expect((await app.get('app:info', undefined)).dataFolder).toBe(data.path)
  rmSync(storeFile(data.path))
  await app.page.getByRole('button', { name: 'Try again' }).click()
  await app.page.locator('.experiment-editor').waitFor()
})
