import type { Migration } from './migration'

/** Where a run can go on from; `kept` once somebody has chosen to leave the run as it is. */
export const checkpointsMigration: Migration = {
  version: 50,
  up: (database) => {
    database.exec(`
      CREATE TABLE checkpoints (
        run INTEGER PRIMARY KEY REFERENCES runs ON DELETE CASCADE,
        step INTEGER NOT NULL,
        kept INTEGER NOT NULL DEFAULT 0
      ) STRICT;
    `)
  },
}
