import type { Migration } from './migration'

/** What a fit found out; fits of before keep their seconds only. */
export const fitFindingsMigration: Migration = {
  version: 70,
  up: (database) => {
    database.exec(`
      ALTER TABLE fits ADD COLUMN support_vectors INTEGER;
      ALTER TABLE fits ADD COLUMN out_of_bag_accuracy REAL;
      ALTER TABLE fits ADD COLUMN converged INTEGER;
    `)
  },
}
