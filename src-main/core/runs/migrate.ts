import type { Database } from 'better-sqlite3'
import { newerStore } from './errors'
import { migrations, newestVersion } from './migrations'

/** “inkb”: tells a store of ours from any other SQLite file. */
export const applicationId = 0x69_6e_6b_62

/**
 * Brings a store up to `target`, a transaction for each step: whatever ends the process, the
 * store is at the version that it says. Two processes may do it at once.
 * @throws WorkbenchError `store.newer`.
 */
export function migrate(database: Database, target = newestVersion): void {
  for (const { version, up } of migrations) {
    if (version > target) break
    const step = database.transaction(() => {
      // Read again under the lock: another process may have just done it.
      if (versionOf(database) >= version) return
      up(database)
      database.pragma(`application_id = ${applicationId}`)
      database.pragma(`user_version = ${version}`)
    })
    if (versionOf(database) < version) step.immediate()
  }
  const version = versionOf(database)
  if (version > newestVersion) throw newerStore(database.name, version, newestVersion)
}

export function versionOf(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }))
}
