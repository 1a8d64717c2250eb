import { CommanderError } from 'commander'
import { WorkbenchError } from '#contract/problem'
import { exitStatus, messageOf } from './output'

/** Problems that the words of the command made. */
const wrongUse = new Set([
  'model.unknown',
  'dataset.unknown',
  'spec.outOfRange',
  'recipe.conflict',
  'search.notSvm',
  'search.kernel',
  'svm.subset',
  'svm.kernelTooLarge',
  'svm.kernelTooSmall',
  'svm.kernelTooEven',
  'svm.tooFewForPlatt',
  'svm.memory',
  'knn.tooFewImages',
  'pca.components',
  'probe.noSteps',
])
/** What a signal ended before it was done. */
const interrupted = new Set(['export.cancelled', 'search.cancelled'])

/** What a command that failed answers, and ends with. Commander has told its own on standard error. */
export function failureOf(error: unknown): { code: string; message: string; status: number } {
  if (error instanceof CommanderError) {
    const bare = error.code === 'commander.help'
    const message = bare ? 'No command was given.' : error.message.replace(/^error: /, '')
    return {
      code: error.code.replace('commander.', 'usage.'),
      message,
      status: exitStatus.wrongUse,
    }
  }
  if (!(error instanceof WorkbenchError))
    return { code: 'unexpected', message: messageOf(error), status: exitStatus.failed }
  const { code, message } = error.problem
  if (interrupted.has(code)) return { code, message, status: exitStatus.interrupted }
  return { code, message, status: wrongUse.has(code) ? exitStatus.wrongUse : exitStatus.failed }
}
