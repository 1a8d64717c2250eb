import { WorkbenchError, type Problem } from '#contract/problem'

/**
 * The loss or the weights are no numbers any more; whatever follows would be worthless.
 * @param layer where the first such number was, as far as that is known
 */
export function notFinite(step: number, layer: string | null = null): WorkbenchError {
  if (layer !== null)
    return new WorkbenchError(
      'training.notFiniteLayer',
      `At step ${step} the layer “${layer}” held a number that was not finite. Lower the learning rate and try again; the last good state is kept.`,
      { step, layer },
    )
  return new WorkbenchError(
    'training.notFinite',
    `The loss was no longer a finite number at step ${step}. Lower the learning rate and try again.`,
    { step },
  )
}

/** Why a run failed, in words for its owner, and the technical text behind it. */
export function describeFailure(error: unknown): { problem: Problem; detail?: string } {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  if (error instanceof WorkbenchError)
    return { problem: error.problem, detail: error.detail ?? text }
  const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
  if (/\bOOM\b|out of memory|allocation failed|bad_alloc/i.test(reason))
    return {
      problem: {
        code: 'training.noMemory',
        values: {},
        message: 'There was not enough memory. Use a smaller batch or a smaller model.',
      },
      detail: text,
    }
  return {
    problem: { code: 'training.failed', values: { reason }, message: `Training failed: ${reason}` },
    detail: text,
  }
}
