import type { Migration } from './migration'

/** What a run said of each image of the test set, and the matrix of it. */
export const evaluationsMigration: Migration = {
  version: 30,
  up: (database) => {
    database.exec(`
      CREATE TABLE evaluations (
        run INTEGER PRIMARY KEY REFERENCES runs ON DELETE CASCADE,
        class_names TEXT NOT NULL,
        accuracy REAL NOT NULL,
        loss REAL NOT NULL,
        actual BLOB NOT NULL,
        predicted BLOB NOT NULL,
        probabilities BLOB NOT NULL,
        confusion BLOB NOT NULL
      ) STRICT;
    `)
  },
}
