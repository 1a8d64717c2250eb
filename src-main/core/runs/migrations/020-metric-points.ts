import type { Migration } from './migration'

/**
 * Every point of every curve. The key is the order in which curves are read, so that a series is
 * one stretch of the file. SQLite has no NaN: a value that is not a number is NULL.
 */
export const metricPointsMigration: Migration = {
  version: 20,
  up: (database) => {
    database.exec(`
      CREATE TABLE metric_points (
        run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
        series INTEGER NOT NULL,
        step INTEGER NOT NULL,
        time REAL NOT NULL,
        epoch REAL NOT NULL,
        value REAL,
        PRIMARY KEY (run, series, step, time)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
