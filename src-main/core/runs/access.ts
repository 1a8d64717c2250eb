import type { Database } from 'better-sqlite3'
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'

/** What a question gets: it has no insert, update or delete to compile. */
export type ReadAccess = Pick<BetterSQLite3Database, 'select' | 'selectDistinct' | '$count'>
export type WriteAccess = BetterSQLite3Database

/** A prepared statement that gives rows as arrays. */
export interface Question<Given extends unknown[], Row> {
  all(...given: Given): Row[]
  get(...given: Given): Row | undefined
}

/** Prepares questions in SQL, for what is too much for the query builder. */
export interface QuestionMaker {
  /** @throws Error where the SQL would write. */
  prepareQuestion<Given extends unknown[], Row>(sql: string): Question<Given, Row>
}

export interface Access {
  read: ReadAccess
  write: WriteAccess
  questions: QuestionMaker
}

export function accessTo(database: Database): Access {
  const orm = drizzle(database)
  return { read: orm, write: orm, questions: questionMaker(database) }
}

function questionMaker(database: Database): QuestionMaker {
  return {
    prepareQuestion<Given extends unknown[], Row>(sql: string) {
      const statement = database.prepare<unknown[], Row>(sql)
      if (!statement.readonly) throw new Error(`Not a question: ${sql}`)
      return statement.raw() as Question<Given, Row>
    },
  }
}
