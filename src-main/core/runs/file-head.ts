import { closeSync, openSync, readSync } from 'node:fs'

export interface FileHead {
  /** False where the file is not SQLite's at all. */
  isSqlite: boolean
  userVersion: number
  applicationId: number
}

const headBytes = 100
const magic = 'SQLite format 3\0'

/**
 * Reads a database file's head without SQLite, which would write beside the file even to look at
 * it. Null where there is no file or an empty one. https://www.sqlite.org/fileformat.html#the_database_header
 */
export function readFileHead(file: string): FileHead | null {
  const head = Buffer.alloc(headBytes)
  const length = readStart(file, head)
  if (length === 0) return null
  const isSqlite = length === headBytes && head.toString('latin1', 0, magic.length) === magic
  return { isSqlite, userVersion: head.readInt32BE(60), applicationId: head.readInt32BE(68) }
}

function readStart(file: string, into: Buffer): number {
  let descriptor: number
  try {
    descriptor = openSync(file, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0
    throw error
  }
  try {
    return readSync(descriptor, into, 0, into.length, 0)
  } finally {
    closeSync(descriptor)
  }
}
