import { and, desc, isNull, sql, type SQL } from 'drizzle-orm'
import { runStatusSchema, type RunListQuery, type RunSummary } from '#contract/run'
import type { ReadAccess } from './access'
import { summaryColumns } from './run-columns'
import { runs } from './schema'

/** Lists what is not deleted. Figures stand in `runs` itself: no other table is read. */
export function listRuns(read: ReadAccess, { search, sortBy, descending }: RunListQuery): RunSummary[] {
  const key = sortKey(sortBy)
  return read
    .select(summaryColumns)
    .from(runs)
    .where(and(isNull(runs.deletedAt), ...words(search).map(mentions)))
    .orderBy(
      // A run without the figure is last either way.
      sql`${key} IS NULL`,
      descending ? sql`${key} DESC` : sql`${key} ASC`,
      desc(runs.number),
    )
    .all()
}

const words = (search: string) => search.toLowerCase().split(/\s+/).filter(Boolean)

/** Found anywhere in the text, as it stands: `%` and `_` are no wildcards. */
function mentions(word: string): SQL {
  const { name, note, modelId, modelName, datasetId, status } = runs
  const fields = [name, note, modelId, modelName, datasetId, status]
  // A line break cannot be searched for, so that no word is found across two fields.
  const text = sql.join(fields, sql` || char(10) || `)
  return sql`instr(lower(${text}), ${word}) > 0`
}

function sortKey(sortBy: RunListQuery['sortBy']): SQL {
  if (sortBy === 'name') return sql`${runs.name} COLLATE NOCASE`
  if (sortBy !== 'status') return sql`${runs[sortBy]}`
  const ranks = runStatusSchema.options.map(
    (status, rank) => sql`WHEN ${status} THEN CAST(${rank} AS INTEGER)`,
  )
  return sql`CASE ${runs.status} ${sql.join(ranks, sql` `)} END`
}
