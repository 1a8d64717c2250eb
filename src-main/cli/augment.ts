import { InvalidArgumentError } from 'commander'
import {
  augmentationSchema,
  noAugmentation,
  usualAugmentation,
  type Augmentation,
} from '#contract/augmentation'
import { issueWords } from '#contract/issue-words'

/** The kinds by the names that are typed. */
const kinds = new Map<string, keyof Augmentation>([
  ['rotation', 'rotationDegrees'],
  ['shift', 'shiftPixels'],
  ['scale', 'scalePercent'],
  ['shear', 'shearDegrees'],
  ['elastic', 'elasticPixels'],
  ['erase', 'erasePercent'],
  ['noise', 'noisePercent'],
])
const names = [...kinds.keys()].join(', ')

export const augmentHelp = `such as rotation=15,shift,noise=5, or none; of ${names}; a name alone takes its usual strength`

/**
 * Reads `rotation=15,shift`: what is not named is off, and a name alone takes its usual strength.
 * @throws InvalidArgumentError for a name that there is not, or a strength out of bounds
 */
export function parseAugmentation(text: string): Augmentation {
  if (text.trim() === 'none') return noAugmentation
  const augmentation = { ...noAugmentation }
  for (const part of text.split(',').map((each) => each.trim())) {
    const [name = '', strength, ...more] = part.split('=').map((each) => each.trim())
    const kind = kinds.get(name)
    if (!kind)
      throw new InvalidArgumentError(
        `There is no augmentation “${name}”. Known: ${names}; or none.`,
      )
    const value = strength === undefined ? usualAugmentation[kind] : numberOf(strength)
    const parsed = augmentationSchema.shape[kind].safeParse(value)
    const [issue] = parsed.error?.issues ?? []
    if (!parsed.success || more.length > 0)
      throw new InvalidArgumentError(
        `“${part}” is not possible: ${issue ? issueWords(issue) : 'one “=” is enough.'}`,
      )
    augmentation[kind] = parsed.data
  }
  return augmentation
}

/** Nothing at all is no number either. */
const numberOf = (text: string) => (text === '' ? Number.NaN : Number(text))
