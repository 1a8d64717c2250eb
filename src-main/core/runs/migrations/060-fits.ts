import type { Migration } from './migration'

/** How long classical learners took; a network has no row. */
export const fitsMigration: Migration = {
  version: 60,
  up: (database) => {
    database.exec(`
      CREATE TABLE fits (
        run INTEGER PRIMARY KEY REFERENCES runs ON DELETE CASCADE,
        fit_seconds REAL NOT NULL,
        predict_seconds REAL NOT NULL
      ) STRICT;
    `)
  },
}
