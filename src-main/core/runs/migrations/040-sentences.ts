import type { Migration } from './migration'

/**
 * What is said of a run gets a code and values beside its English sentence, so that a window can
 * say it in its own language; older rows keep their sentence. Why a run ended badly has a table of
 * its own: a new column of `runs` would stand behind the long ones, which a list never reads.
 */
export const sentencesMigration: Migration = {
  version: 40,
  up: (database) => {
    database.exec(`
      ALTER TABLE events ADD COLUMN code TEXT;
      ALTER TABLE events ADD COLUMN sentence_values TEXT NOT NULL DEFAULT '{}';

      CREATE TABLE reasons (
        run INTEGER PRIMARY KEY REFERENCES runs ON DELETE CASCADE,
        code TEXT NOT NULL,
        sentence_values TEXT NOT NULL
      ) STRICT;
    `)
  },
}
