import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { explain } from './errors.mjs'

/** The product's folder. */
export const ROOT = join(fileURLToPath(import.meta.url), '..', '..', '..')

/**
 * Runs a script's body. What goes wrong is told in its own words, without a
 * stack (INKBENCH_DEBUG shows it), and gives exit status 1.
 * @param {string} doing e.g. "The set-up"
 * @param {() => Promise<number | void>} body returns the exit status
 */
export async function main(doing, body) {
  try {
    process.exitCode = (await body()) ?? 0
  } catch (error) {
    const told = explain(error, doing)
    process.stderr.write(`\n${told.message}\n`)
    if (process.env.INKBENCH_DEBUG) process.stderr.write(`${(told.cause ?? told).stack}\n`)
    process.exitCode = 1
  }
}
