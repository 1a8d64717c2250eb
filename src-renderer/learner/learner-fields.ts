import { learnerSchemas, type Learner, type LearnerType } from '#contract/learner'
import { schemaFields, type SchemaField } from '../model/schema-fields'

/** The parameters of a kind of learner, read off the contract's schema. */
export const learnerFields = (type: LearnerType): SchemaField[] =>
  schemaFields(learnerSchemas[type].shape, ['type'])

/** Parameters that have no meaning beside another's choice, and are not shown. */
export function fieldsInUse(learner: Learner): SchemaField[] {
  const idle = learner.type === 'svm' ? idleOfKernel[learner.kernel] : []
  return learnerFields(learner.type).filter(({ key }) => !idle.includes(key))
}

const idleOfKernel: Record<'rbf' | 'linear' | 'polynomial', readonly string[]> = {
  rbf: ['degree', 'offset'],
  linear: ['gamma', 'degree', 'offset'],
  polynomial: [],
}

/** Parameters whose value the contract refuses. */
export function invalidParameters(learner: Learner): string[] {
  const parsed = learnerSchemas[learner.type].safeParse(learner)
  if (parsed.success) return []
  return [...new Set(parsed.error.issues.map(({ path }) => String(path[0] ?? '')))]
}
