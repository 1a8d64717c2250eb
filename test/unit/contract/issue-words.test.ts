import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { issueWords } from '#contract/issue-words'

const kind = z.discriminatedUnion('type', [
  z.object({ type: z.literal('sgd') }),
  z.object({ type: z.literal('adam') }),
])

describe('issueWords', () => {
  it.each([
    [z.object({}), undefined, 'it is missing.'],
    [z.object({}), [], 'it has to be a group of settings in braces.'],
    [z.number(), Number.NaN, 'it has to be a number.'],
    [z.int(), 1.5, 'it has to be a whole number.'],
    [z.number().min(2), 1, 'it has to be at least 2.'],
    [z.string().max(3), 'four', 'it has to be at most 3 letters long.'],
    [z.array(z.number()).min(1), [], 'it has to be at least 1 entries long.'],
    [z.enum(['same', 'valid']), 'full', 'it has to be one of same, valid.'],
    [z.literal(1), 2, 'it has to be 1.'],
    [z.strictObject({}), { speed: 1 }, 'there is no setting “speed”.'],
    [kind, { type: 'rmsprop' }, 'it has to be one of sgd, adam.'],
  ])('of %# says what it has to be', (schema, value, words) => {
    const [issue] = schema.safeParse(value).error?.issues ?? []
    expect(issue && issueWords(issue)).toBe(words)
  })
})
