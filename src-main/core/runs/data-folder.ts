import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { goneFolder } from './errors'
import { writeJsonFile } from './json-file'

export interface Surroundings {
  platform: NodeJS.Platform
  environment: Readonly<Record<string, string | undefined>>
  home: string
}

const here = (): Surroundings => ({
  platform: process.platform,
  environment: process.env,
  home: homedir(),
})

/** Where each system wants an application's data to lie. */
export function defaultDataFolder({ platform, environment, home } = here()): string {
  switch (platform) {
    case 'win32':
      return join(environment.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'Inkbench')
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Inkbench')
    default:
      return join(environment.XDG_DATA_HOME || join(home, '.local', 'share'), 'inkbench')
  }
}

const choiceSchema = z.object({ dataFolder: z.string().min(1) })

export interface DataFolder {
  path: string
  /** In the app, at an earlier start: it was there then, and is not made anew where it is missing. */
  chosen: boolean
}

/**
 * The folder of everything that app and terminal store: what was asked for (`--data-dir`), else
 * INKBENCH_DATA_DIR, else the folder that was chosen in the app, else the system's own place.
 */
export function resolveDataFolder(asked?: string, surroundings = here()): DataFolder {
  const given = asked || surroundings.environment.INKBENCH_DATA_DIR
  if (given) return { path: resolve(given), chosen: false }
  const standard = defaultDataFolder(surroundings)
  const choice = readChoice(choiceFile(standard))
  return { path: choice ?? standard, chosen: choice !== null }
}

/** Whether a folder that was chosen has gone away, as with its disk. */
export const isGone = ({ path, chosen }: DataFolder): boolean => chosen && !existsSync(path)

/**
 * Its path, to be used and made: an empty history must not take the place of one that is elsewhere.
 * @throws WorkbenchError `store.folderGone`
 */
export function mustBeThere(folder: DataFolder): string {
  if (isGone(folder)) throw goneFolder(folder.path)
  return folder.path
}

/**
 * Makes `folder` the one that app and terminal use from their next start on.
 * @throws WorkbenchError `store.unwritable` or `store.full`.
 */
export function rememberDataFolder(folder: string, surroundings = here()): void {
  const file = choiceFile(defaultDataFolder(surroundings))
  writeJsonFile(file, JSON.stringify({ dataFolder: resolve(folder) }))
}

const choiceFile = (standard: string) => join(standard, 'location.json')

/** A missing or damaged file is no choice: the standard folder then holds good. */
function readChoice(file: string): string | null {
  try {
    const choice = choiceSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return choice.success ? choice.data.dataFolder : null
  } catch {
    return null
  }
}

export const storeFile = (dataFolder: string) => join(dataFolder, 'inkbench.sqlite')
export const runsFolder = (dataFolder: string) => join(dataFolder, 'runs')
/** What a run leaves behind beside the store; its model lies in `model/`. */
export const runFolder = (dataFolder: string, runId: string) => join(runsFolder(dataFolder), runId)
