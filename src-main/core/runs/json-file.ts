import { writeTextFile } from '../write-text-file'
import { storeProblem } from './errors'

/** @throws WorkbenchError `store.unwritable` or `store.full` */
export function writeJsonFile(file: string, text: string): void {
  try {
    writeTextFile(file, `${text}\n`)
  } catch (error) {
    throw storeProblem(error, file)
  }
}
