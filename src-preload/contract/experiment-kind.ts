import { learnerSchemas } from './learner'
import { WorkbenchError } from './problem'

const learnerTypes = Object.keys(learnerSchemas)

/**
 * What keeps a value from being told as the experiment of a network or of a learner. Asked before
 * its fields are: those that the wrong kind lacks would say nothing of the mistake.
 * @returns `spec.neitherKind`, `spec.bothKinds`, `spec.unknownLearner`, `spec.learnerRecipe`, or null
 */
export function unclearKind(value: object): WorkbenchError | null {
  const known = learnerTypes.join(', ')
  const { model, learner } = value as { model?: unknown; learner?: unknown }
  if (model === undefined && learner === undefined)
    return new WorkbenchError(
      'spec.neitherKind',
      `The experiment names neither a model nor a learner: it needs a “model” with its layers, or a “learner” whose type is one of ${known}.`,
      { known },
    )
  if (model !== undefined && learner !== undefined)
    return new WorkbenchError(
      'spec.bothKinds',
      'The experiment names both a model and a learner: leave “model” or “learner” out.',
    )
  const type = typeNamed(learner)
  if (type !== null && !learnerTypes.includes(type))
    return new WorkbenchError(
      'spec.unknownLearner',
      `There is no learner of the type “${type}”. Known: ${known}.`,
      { type, known },
    )
  if (learner !== undefined && Object.hasOwn(value, 'recipe'))
    return new WorkbenchError('spec.learnerRecipe', 'A learner has no recipe: leave “recipe” out.')
  return null
}

/** Null where none is named, which is a mistake of another kind. */
function typeNamed(learner: unknown): string | null {
  const named = typeof learner === 'object' && learner !== null && 'type' in learner
  // It may be as long as the file.
  return named && typeof learner.type === 'string' ? learner.type.slice(0, 100) : null
}
