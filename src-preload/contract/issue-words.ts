import type { z } from 'zod'

/** Kinds of values in the words of somebody who writes a file by hand. */
const kinds: Readonly<Record<string, string>> = {
  object: 'a group of settings in braces',
  array: 'a list in brackets',
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  null: 'null',
}

/** What is wrong with a value, as the end of a sentence about its place: “… : it has to be …”. */
export function issueWords(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && issue.message.endsWith('undefined')
        ? 'it is missing.'
        : `it has to be ${kinds[issue.expected] ?? issue.expected}.`
    case 'too_small':
      return bound(issue.origin, 'at least', issue.minimum)
    case 'too_big':
      return bound(issue.origin, 'at most', issue.maximum)
    case 'invalid_value':
      return issue.values.length === 1
        ? `it has to be ${String(issue.values[0])}.`
        : `it has to be one of ${issue.values.map(String).join(', ')}.`
    case 'unrecognized_keys':
      return `there is no setting “${issue.keys.join('”, “')}”.`
    case 'invalid_union': {
      const known = 'options' in issue && issue.options?.map(String).join(', ')
      return known ? `it has to be one of ${known}.` : 'it is none of the kinds known here.'
    }
    case 'invalid_format':
      return 'it is not written as it has to be.'
    default:
      return issue.message
  }
}

function bound(origin: string, words: string, limit: number | bigint): string {
  const counted = origin === 'string' ? ' letters long' : origin === 'array' ? ' entries long' : ''
  return `it has to be ${words} ${limit}${counted}.`
}
