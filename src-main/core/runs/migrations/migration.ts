import type { Database } from 'better-sqlite3'

/** One step of the schema. Numbers go up in tens, so that a branch can put one between. */
export interface Migration {
  /** `user_version` of a store that has it. */
  readonly version: number
  /** Called inside a transaction, with foreign keys on. */
  readonly up: (database: Database) => void
}
