import { InvalidArgumentError } from 'commander'
import { issueWords } from '#contract/issue-words'
import { idleParameters, learnerSchema, type Learner } from '#contract/learner'
import { WorkbenchError } from '#contract/problem'
import { conflict } from './recipe-options'

/** Of the words of `train`, those about a classical learner. */
export interface LearnerOptions {
  set?: Record<string, string>
  seed?: number
}

/** All other words of `train` are about the recipe of a network. */
const ofLearners = new Set('model spec dataset trainLimit seed set dataDir json verbose'.split(' '))

const flagOf = (name: string) =>
  `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

/** Reads `k=5` and adds it to those before it. */
export function parseSetting(text: string, before: Record<string, string> = {}) {
  const [name = '', value, ...more] = text.split('=').map((each) => each.trim())
  if (name === '' || value === undefined || value === '' || more.length > 0)
    throw new InvalidArgumentError('It has to be a parameter and its value, such as k=5.')
  return { ...before, [name]: value }
}

/**
 * The learner with what was asked for; what was not stays.
 * @throws WorkbenchError `recipe.conflict` for a word that plays no part, `spec.outOfRange`
 */
export function applyLearnerOptions(learner: Learner, options: LearnerOptions): Learner {
  const { set = {}, seed } = options
  const foreign = Object.keys(options).find((name) => !ofLearners.has(name))
  if (foreign !== undefined)
    throw conflict(flagOf(foreign), 'a classical learner has no recipe; see --set')
  if (seed !== undefined && !('seed' in learner))
    throw conflict('--seed', 'this learner draws nothing at random')
  if (seed !== undefined && 'seed' in set) throw conflict('--seed', '--set says another')
  if ('type' in set) {
    const reason = '--model says which learner it is.'
    const values = { path: 'type', reason }
    throw new WorkbenchError('spec.outOfRange', `“type” is not possible: ${reason}`, values)
  }
  const asked = Object.entries(set).map(([name, text]) => [name, valueOf(text)] as const)
  const seeded = seed === undefined ? {} : { seed }
  const parsed = learnerSchema.safeParse({ ...learner, ...seeded, ...Object.fromEntries(asked) })
  if (parsed.success) {
    const idle = idleParameters(parsed.data).find((name) => name in set)
    if (idle === undefined) return parsed.data
    throw conflict(`--set ${idle}`, 'it plays no part with this kernel')
  }
  const [issue] = parsed.error.issues
  const path = issue?.path.join('.') ?? ''
  const reason = issue ? issueWords(issue) : ''
  const settings = Object.keys(learner).filter((key) => key !== 'type')
  const known = settings.length > 0 ? `it has ${settings.join(', ')}` : 'this learner has none'
  const sentence = `${reason.charAt(0).toUpperCase()}${reason.slice(1).replace(/\.$/, '')}: ${known}.`
  const message = path === '' ? sentence : `“${path}” is not possible: ${reason}`
  throw new WorkbenchError('spec.outOfRange', message, { path, reason })
}

/** A number, true, false or null where it reads as one, else the text. */
function valueOf(text: string): unknown {
  if (text === 'true') return true
  if (text === 'false') return false
  if (text === 'null') return null
  return Number.isNaN(Number(text)) ? text : Number(text)
}
