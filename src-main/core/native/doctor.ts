import type { NativePart } from '#contract/settings'
import { readManifest } from './manifest'
import { loadTensorFlow } from './tensorflow'
import { openDatabase } from './sqlite'

export interface NativeReport {
  /** Each part: what the set-up provided, and where it came from. */
  parts: NativePart[]
  /** What loading them in this process gave. */
  inUse: {
    node: string
    backend: string
    backendReason: string | null
    tensorflow: string | null
    sqlite: string | null
    sqliteReason: string | null
  }
}

/** Loads each native part and tells what is really used. For `inkbench doctor`. */
export async function examineNativeParts(): Promise<NativeReport> {
  const { backend, reason, tensorflowVersion } = await loadTensorFlow({ threads: null })
  const sqlite = examineSqlite()
  return {
    parts: readManifest().parts,
    inUse: {
      node: process.versions.node,
      backend,
      backendReason: reason,
      tensorflow: tensorflowVersion,
      ...sqlite,
    },
  }
}

function examineSqlite(): { sqlite: string | null; sqliteReason: string | null } {
  try {
    const database = openDatabase(':memory:')
    const version = database.prepare('select sqlite_version()').pluck().get()
    database.close()
    return { sqlite: String(version), sqliteReason: null }
  } catch (error) {
    return { sqlite: null, sqliteReason: error instanceof Error ? error.message : String(error) }
  }
}
