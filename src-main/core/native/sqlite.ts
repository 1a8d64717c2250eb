import Database from 'better-sqlite3'
import { readManifest } from './manifest'

export type SqliteDatabase = Database.Database

/** The package's own binary asks for this; an older runtime would crash on it. */
const stockNodeApi = 10

/**
 * Opens a database file. The package's own binary wants Node-API 10; an older
 * Electron (or Node) gets the build that the set-up made for it.
 * @throws Error with what to do where that build is missing
 */
export function openDatabase(path: string, options: { readonly?: boolean } = {}): SqliteDatabase {
  if (Number(process.versions['napi'] ?? 0) >= stockNodeApi) return new Database(path, options)
  const { sqliteNapi8 } = readManifest()
  if (sqliteNapi8 === null)
    throw new Error(
      'SQLite has not been built for this runtime: run “npm run setup”, which needs a C++ compiler.',
    )
  return new Database(path, { ...options, nativeBinding: sqliteNapi8 })
}
