import type { Migration } from './migration'

/** Runs with their figures at hand, and what belongs to a run in ordinary numbers. */
export const runsMigration: Migration = {
  version: 10,
  up: (database) => {
    database.exec(`
      CREATE TABLE runs (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        note TEXT NOT NULL DEFAULT '',
        status TEXT NOT NULL CHECK (status IN
          ('queued', 'running', 'paused', 'finished', 'stopped', 'failed', 'crashed')),
        reason TEXT,
        dataset_id TEXT NOT NULL,
        model_id TEXT NOT NULL,
        model_name TEXT NOT NULL,
        seed INTEGER NOT NULL,
        batch_size INTEGER NOT NULL,
        epochs_planned INTEGER NOT NULL,
        epochs_done INTEGER NOT NULL DEFAULT 0,
        steps_per_epoch INTEGER,
        created_at REAL NOT NULL,
        started_at REAL,
        ended_at REAL,
        seconds REAL,
        parameters INTEGER,
        multiply_adds INTEGER,
        images_per_second REAL,
        peak_memory_bytes INTEGER,
        test_accuracy REAL,
        test_loss REAL,
        validation_accuracy REAL,
        validation_loss REAL,
        disk_bytes INTEGER NOT NULL DEFAULT 0,
        has_model INTEGER NOT NULL DEFAULT 0,
        machine TEXT NOT NULL,
        owner_pid INTEGER NOT NULL,
        owner_start TEXT,
        deleted_at REAL,
        deleter_pid INTEGER,
        deleter_start TEXT,
        spec TEXT NOT NULL,
        environment TEXT
      ) STRICT;
      CREATE INDEX runs_by_status ON runs (status);

      CREATE TABLE epochs (
        run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
        epoch INTEGER NOT NULL,
        step INTEGER NOT NULL,
        train_loss REAL NOT NULL,
        train_accuracy REAL NOT NULL,
        validation_loss REAL NOT NULL,
        validation_accuracy REAL NOT NULL,
        learning_rate REAL NOT NULL,
        seconds REAL NOT NULL,
        images_per_second REAL NOT NULL,
        time REAL NOT NULL,
        PRIMARY KEY (run, epoch)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE events (
        id INTEGER PRIMARY KEY,
        run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
        time REAL NOT NULL,
        step INTEGER NOT NULL,
        epoch REAL NOT NULL,
        kind TEXT NOT NULL,
        message TEXT NOT NULL
      ) STRICT;
      CREATE INDEX events_by_run ON events (run);

      CREATE TABLE artifacts (
        run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
        kind TEXT NOT NULL,
        path TEXT NOT NULL,
        bytes INTEGER NOT NULL,
        created_at REAL NOT NULL,
        PRIMARY KEY (run, kind, path)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
