import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { storeProblem } from './errors'

/**
 * Writes a small file whole or not at all; its folder is made where it is missing.
 * @throws WorkbenchError `store.unwritable` or `store.full`
 */
export function writeJsonFile(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
    const aside = `${file}.${process.pid}.part`
    writeFileSync(aside, `${text}\n`)
    renameSync(aside, file)
  } catch (error) {
    throw storeProblem(error, file)
  }
}
