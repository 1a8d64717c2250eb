import { dirname } from 'node:path'
import { WorkbenchError } from '#contract/problem'

const full = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE'])
const unwritable =
  /^(EACCES|EPERM|EROFS|ENOTDIR|EEXIST|EISDIR|ENOENT|SQLITE_(CANTOPEN|READONLY|PERM|IOERR_SHMOPEN).*)$/
const damaged = /^SQLITE_(CORRUPT|NOTADB).*$/
const busy = /^SQLITE_(BUSY|LOCKED).*$/
const failing = /^(EIO|SQLITE_IOERR.*)$/

/** Turns an error of SQLite or the file system into one that says what to do; others pass unchanged. */
export function storeProblem(error: unknown, file: string): unknown {
  const code = errorCode(error)
  const detail = String(error)
  if (code === null) return error
  if (full.has(code)) return fullStore(file, detail)
  if (damaged.test(code)) return damagedStore(file, detail)
  if (unwritable.test(code)) return unwritableStore(file, detail)
  if (busy.test(code))
    return new WorkbenchError(
      'store.busy',
      'Another Inkbench has kept the run history busy for too long. Try again in a moment.',
      { file },
      detail,
    )
  if (failing.test(code))
    return new WorkbenchError(
      'store.unreadable',
      `The disk failed while ${file} was read or written. Check the disk and try again.`,
      { file },
      detail,
    )
  return error
}

export function damagedStore(file: string, detail: string): WorkbenchError {
  return new WorkbenchError(
    'store.damaged',
    `The run history ${file} is damaged. It can be set aside and a new one begun; nothing is deleted.`,
    { file },
    detail,
  )
}

export function newerStore(file: string, version: number, known: number): WorkbenchError {
  return new WorkbenchError(
    'store.newer',
    `The run history ${file} was written by a newer Inkbench (version ${version}; this one reads up to ${known}). Update Inkbench, or choose another data folder.`,
    { file, version, known },
  )
}

export function unknownRun(runId: string): WorkbenchError {
  return new WorkbenchError('run.unknown', `There is no run “${runId}”.`, { run: runId })
}

export function goneFolder(folder: string): WorkbenchError {
  return new WorkbenchError(
    'store.folderGone',
    `The data folder ${folder} is not there. Connect its disk or bring it back, and try again, or choose another data folder.`,
    { folder },
  )
}

function fullStore(file: string, detail: string): WorkbenchError {
  const folder = dirname(file)
  return new WorkbenchError(
    'store.full',
    `The disk of ${folder} is full. What was stored before is safe; make room and try again.`,
    { folder },
    detail,
  )
}

function unwritableStore(file: string, detail: string): WorkbenchError {
  const folder = dirname(file)
  return new WorkbenchError(
    'store.unwritable',
    `Inkbench cannot write to ${folder}. Check its permissions, or choose another data folder.`,
    { folder },
    detail,
  )
}

function errorCode(error: unknown): string | null {
  if (!(error instanceof Error) || error instanceof WorkbenchError || !('code' in error))
    return null
  return typeof error.code === 'string' ? error.code : null
}

/** The same object whose methods throw what `storeProblem` makes of an error. */
export function explaining<Target extends object>(target: Target, file: string): Target {
  return new Proxy(target, {
    get(object, name) {
      const member: unknown = Reflect.get(object, name, object)
      if (typeof member !== 'function') return member
      return (...given: unknown[]): unknown => {
        try {
          return Reflect.apply(member, object, given)
        } catch (error) {
          throw storeProblem(error, file)
        }
      }
    },
  })
}
