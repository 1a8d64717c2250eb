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
  stream.write(`${line}\n`)
}

/** The one answer of a command: as JSON, or as the lines given for it. */
export function answer(output: Output, value: unknown, lines: readonly string[]): void {
  if (output.json) process.stdout.write(`${JSON.stringify(value)}\n`)
  else process.stdout.write(lines.map((line) => `${line}\n`).join(''))
}

/** One clear sentence; the rest only for who asks. */
export function complain(error: unknown, verbose: boolean): void {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`inkbench: ${message}\n`)
  const detail = error instanceof WorkbenchError ? error.detail : undefined
  const stack = error instanceof Error ? error.stack : undefined
  if (verbose) process.stderr.write(`${detail ?? stack ?? ''}\n`)
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
