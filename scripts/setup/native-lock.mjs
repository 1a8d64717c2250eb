import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Reads the pinned versions, sizes and checksums of the native parts. */
export function readNativeLock(root) {
  return JSON.parse(readFileSync(join(root, 'resources', 'native-lock.json'), 'utf8'))
}
