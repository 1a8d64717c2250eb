import type { Learner } from '#contract/learner'
import { mostSupportVectors, type SupportVectors } from '#contract/support-vectors'
import { gatherPixels } from '../dataset'
import type { StoredArrays } from './stored-arrays'
import { storedSvm } from './svm-learner'

/**
 * Positions are among the images that were learned from; null where a learner has none.
 * @throws Error where the arrays are not those of such a learner
 */
export function strongestSupportVectors(
  learner: Learner,
  arrays: StoredArrays,
): SupportVectors | null {
  if (learner.type !== 'svm') return null
  const machine = storedSvm(learner, arrays)
  const { features, supportVectors, supportImages, supportCounts, coefficients } = machine
  const count = supportImages.length
  const influence = new Float32Array(count)
  for (const [at, coefficient] of coefficients.entries())
    influence[at % count] = (influence[at % count] ?? 0) + Math.abs(coefficient)
  // They are stored class after class.
  const classOf = Uint8Array.from(
    [...supportCounts].flatMap((each, at) => Array<number>(each).fill(machine.labels[at] ?? 0)),
  )
  const counts = new Uint32Array(machine.classes)
  const strongest = [...influence.keys()]
    .sort((a, b) => (influence[b] ?? 0) - (influence[a] ?? 0))
    .filter((vector) => {
      const label = classOf[vector] ?? 0
      counts[label] = (counts[label] ?? 0) + 1
      return counts[label] <= mostSupportVectors
    })
  const images = { count, pixels: supportVectors, labels: classOf }
  return {
    counts,
    labels: Uint8Array.from(strongest, (vector) => classOf[vector] ?? 0),
    positions: Uint32Array.from(strongest, (vector) => supportImages[vector] ?? 0),
    influence: Float32Array.from(strongest, (vector) => influence[vector] ?? 0),
    pixels: gatherPixels({ images, positions: Uint32Array.from(strongest) }, features),
  }
}
