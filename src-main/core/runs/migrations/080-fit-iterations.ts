import type { Migration } from './migration'

/** Steps that a fit took; fits of before do not tell. */
export const fitIterationsMigration: Migration = {
  version: 80,
  up: (database) => {
    database.exec('ALTER TABLE fits ADD COLUMN iterations INTEGER')
  },
}
