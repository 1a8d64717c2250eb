import { existsSync, renameSync } from 'node:fs'
import { WorkbenchError } from '#contract/problem'
import { storeFile } from './data-folder'
import { storeProblem } from './errors'
import { openStore } from './open-store'

/** What a new history can be begun in place of; a full disk or a busy store is not left behind so. */
const unreadable = ['store.damaged', 'store.newer']

/**
 * Puts a store that cannot be read aside under a name that says when; a new one can then be begun.
 * Nothing is deleted.
 * @returns where the old file is now
 * @throws WorkbenchError `store.readable` where it can be opened after all, otherwise what stands
 * in the way of opening or renaming it
 */
export function setStoreAside(dataFolder: string): string {
  mustBeUnreadable(dataFolder)
  const file = storeFile(dataFolder)
  const aside = `${file}.aside-${new Date().toISOString().replace(/[:.]/g, '-')}`
  try {
    for (const ending of ['', '-wal', '-shm'])
      if (existsSync(file + ending)) renameSync(file + ending, aside + ending)
  } catch (error) {
    throw storeProblem(error, file)
  }
  return aside
}

function mustBeUnreadable(dataFolder: string) {
  try {
    openStore(dataFolder, { ownerPid: process.pid }).close()
  } catch (error) {
    if (error instanceof WorkbenchError && unreadable.includes(error.problem.code)) return
    throw error
  }
  throw new WorkbenchError(
    'store.readable',
    'The run history can be opened, so it was not set aside. Try again.',
  )
}
