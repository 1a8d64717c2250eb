import { idleParameters, learnerSchemas, type Learner } from '#contract/learner'
import { mostWith, type LearningSize } from '#contract/learner-bounds'
import { schemaFields, type SchemaField } from '../model/schema-fields'

type NumberField = Extract<SchemaField, { kind: 'number' }>

/**
 * Without parameters that have no meaning beside another's choice.
 * @param size of the images that it is to be fitted to, which limit some; null where not known
 */
export function fieldsInUse(learner: Learner, size: LearningSize | null = null): SchemaField[] {
  const idle = idleParameters(learner)
  const fields = schemaFields(learnerSchemas[learner.type].shape, ['type'])
  const most = size ? mostWith(learner, size) : new Map<string, number>()
  return fields
    .filter(({ key }) => !idle.includes(key))
    .map((field) => {
      const bound = most.get(field.key)
      return field.kind === 'number' && bound !== undefined
        ? limitedTo(field, bound, bound === size?.images)
        : field
    })
}

function limitedTo(field: NumberField, most: number, ofImages: boolean): NumberField {
  const { limits } = field
  return most < limits.max ? { ...field, limits: { ...limits, max: most, ofImages } } : field
}

/** Parameters whose value the contract refuses, or the images do not allow. */
export function invalidParameters(learner: Learner, size: LearningSize | null): string[] {
  const parsed = learnerSchemas[learner.type].safeParse(learner)
  const refused = parsed.error?.issues.map(({ path }) => String(path[0] ?? '')) ?? []
  const values = new Map<string, unknown>(Object.entries(learner))
  const tooMuch = [...(size ? mostWith(learner, size) : [])]
    .filter(([key, most]) => Number(values.get(key)) > most)
    .map(([key]) => key)
  return [...new Set([...refused, ...tooMuch])]
}
