import { renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { makeFolder } from '../make-folder'
import { storeProblem } from './errors'

/**
 * Writes a small file whole or not at all; its folder is made where it is missing.
 * @throws WorkbenchError `store.unwritable` or `store.full`
 */
export function writeJsonFile(file: string, text: string): void {
  try {
    makeFolder(dirname(file))
    const aside = `${file}.${process.pid}.part`
    writeFileSync(aside, `${text}\n`)
    renameSync(aside, file)
  } catch (error) {
    throw storeProblem(error, file)
  }
}
