import { renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { makeFolder } from './make-folder'

/**
 * Writes a small file whole or not at all; its folder is made where it is missing.
 * @throws the file system's error
 */
export function writeTextFile(file: string, text: string): void {
  makeFolder(dirname(file))
  const aside = `${file}.${process.pid}.part`
  writeFileSync(aside, text)
  renameSync(aside, file)
}
