import { rmSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { and, eq, isNotNull } from 'drizzle-orm'
import type { WriteAccess } from './access'
import { isAlive } from './process-identity'
import { runs } from './schema'

/** A run deleted by a process that still lives can be restored there for so long. */
const undoMilliseconds = 10 * 60_000

/**
 * Removes for good what was deleted in earlier sessions, folders first: should the process end
 * between, the run is still hidden and goes the next time.
 */
export function purgeDeleted(
  database: Database,
  write: WriteAccess,
  folderOf: (runId: string) => string,
): void {
  const hidden = write.select(deletion).from(runs).where(isNotNull(runs.deletedAt)).all()
  for (const { number, id } of hidden.filter(mayGo)) {
    const remove = database.transaction(() => {
      // Asked again under the lock: it may have been restored or removed meanwhile.
      const still = write
        .select(deletion)
        .from(runs)
        .where(and(eq(runs.number, number), isNotNull(runs.deletedAt)))
        .get()
      if (!still || !mayGo(still) || !removeFolder(folderOf(id))) return
      write.delete(runs).where(eq(runs.number, number)).run()
    })
    remove.immediate()
  }
}

const deletion = {
  number: runs.number,
  id: runs.id,
  deletedAt: runs.deletedAt,
  pid: runs.deleterPid,
  start: runs.deleterStart,
}

function mayGo(run: { deletedAt: number | null; pid: number | null; start: string | null }) {
  const { deletedAt, pid, start } = run
  if (pid === null || !isAlive({ pid, start })) return true
  return Date.now() - (deletedAt ?? 0) > undoMilliseconds
}

/** False where something holds it, such as a file open on Windows: it stays hidden until the next time. */
function removeFolder(folder: string): boolean {
  try {
    rmSync(folder, { recursive: true, force: true })
    return true
  } catch {
    return false
  }
}
