import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { settingsSchema, type Settings } from '#contract/settings'
import { writeJsonFile } from './json-file'

export const settingsFile = (dataFolder: string) => join(dataFolder, 'settings.json')

type Stored = Record<string, unknown>

/** The settings of this data folder; whatever is missing or damaged has its default. */
export function readSettings(dataFolder: string): Settings {
  const stored = readStored(settingsFile(dataFolder))
  return settingsSchema.parse(usable(stored))
}

/**
 * Changes some settings and keeps the others, also those of a newer Inkbench.
 * @throws WorkbenchError `store.unwritable` or `store.full`.
 */
export function changeSettings(dataFolder: string, change: Partial<Settings>): Settings {
  const file = settingsFile(dataFolder)
  const stored = { ...readStored(file), ...change }
  writeJsonFile(file, JSON.stringify(stored, null, 2))
  return settingsSchema.parse(usable(stored))
}

/**
 * Gives a folder without settings those of another one: theme and language belong to the user.
 * @throws WorkbenchError `store.unwritable` or `store.full`.
 */
export function carrySettings(from: string, to: string): void {
  const file = settingsFile(to)
  if (existsSync(file)) return
  const stored = readStored(settingsFile(from))
  if (Object.keys(stored).length > 0) writeJsonFile(file, JSON.stringify(stored, null, 2))
}

/** One bad value must not cost the good ones. */
function usable(stored: Stored): Stored {
  const fields = Object.entries(settingsSchema.shape)
  return Object.fromEntries(
    fields
      .filter(([name, schema]) => name in stored && schema.safeParse(stored[name]).success)
      .map(([name]) => [name, stored[name]]),
  )
}

function readStored(file: string): Stored {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
  } catch {
    return {}
  }
}
