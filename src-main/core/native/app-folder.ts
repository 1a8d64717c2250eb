import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The nearest folder upwards that is this app's: bundles and sources lie at different depths. */
export function findAppFolder(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const file = join(folder, 'package.json')
    if (existsSync(file) && readName(file) === 'inkbench') return folder
    if (dirname(folder) === folder) throw new Error('The app’s own folder was not found.')
  }
}

function readName(file: string): unknown {
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
  return typeof value === 'object' && value !== null && 'name' in value ? value.name : null
}
