import { lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Bytes of all files in a folder, at any depth; 0 where there is no folder. */
export function folderBytes(folder: string): number {
  let sum = 0
  for (const name of namesIn(folder)) {
    // What vanishes meanwhile counts nothing.
    const found = lstatSync(join(folder, name), { throwIfNoEntry: false })
    if (found?.isDirectory()) sum += folderBytes(join(folder, name))
    else sum += found?.size ?? 0
  }
  return sum
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
