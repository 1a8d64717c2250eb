import type { Problem } from '#contract/problem'
import type { RunSummary } from '#contract/run'

/**
 * Why a run ended badly, to be said in the language of the window.
 * @param unknown what to say where nothing was recorded
 */
export function reasonOf(run: RunSummary, unknown: string): Problem {
  const { status, reason, reasonCode, reasonValues } = run
  return {
    code: reasonCode ?? `run.${status}`,
    values: reasonValues ?? {},
    message: reason ?? unknown,
  }
}
