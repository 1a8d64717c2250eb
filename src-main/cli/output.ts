import { WorkbenchError } from '#contract/problem'

/** Exit statuses of the terminal. */
export const exitStatus = { done: 0, failed: 1, wrongUse: 2, interrupted: 130 } as const

/** Where words go: with `--json` standard output belongs to one JSON object. */
export interface Output {
  json: boolean
  verbose: boolean
}

/** A line for the reader. */
export function say(output: Output, line: string): void {
  const stream = output.json ? process.stderr : process.stdout
  stream.write(`${printable(line)}\n`)
}

/** Names come out of files: whatever would move the terminal's cursor, or words about, is left out. */
export const printable = (line: string) => line.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '�')

/** The one answer of a command: as JSON, or as the lines given for it. */
export function answer(output: Output, value: unknown, lines: readonly string[]): void {
  answered = true
  if (output.json) process.stdout.write(`${JSON.stringify(value)}\n`)
  else process.stdout.write(lines.map((line) => `${printable(line)}\n`).join(''))
}

/** A command that trained and failed has given its figures, and the failure with them. */
let answered = false

/** Why a command failed, for programs: its one answer on standard output. */
export function answerFailure(code: string, message: string): void {
  if (!answered) process.stdout.write(`${JSON.stringify({ error: { code, message } })}\n`)
}

/** One clear sentence; the rest only for who asks. */
export function complain(error: unknown, verbose: boolean): void {
  process.stderr.write(`inkbench: ${printable(messageOf(error))}${wayOut(error)}\n`)
  const detail = error instanceof WorkbenchError ? error.detail : undefined
  const stack = error instanceof Error ? error.stack : undefined
  if (verbose) process.stderr.write(`${detail ?? stack ?? ''}\n`)
}

const offeredByWindow = new Set(['store.damaged', 'store.folderGone'])

/** What can be done from here, where the sentence alone speaks of what the window offers. */
function wayOut(error: unknown): string {
  const offered = error instanceof WorkbenchError && offeredByWindow.has(error.problem.code)
  return offered ? ' “npm start” offers that; --data-dir uses another folder.' : ''
}

export const percent = (share: number | null): string =>
  share === null ? '–' : `${(100 * share).toFixed(2)} %`

/** Columns under each other, two spaces between them. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)
