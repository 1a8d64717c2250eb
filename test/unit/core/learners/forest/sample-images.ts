import { Random } from '#core/dataset'
import type { ForestSettings } from '#core/learners/forest'
import type { LearningImages, Work } from '#core/learners/types'
import { usualSettings } from '../../../../support/learner-settings'

/** Images of which pixel 0 is always paper, and the rest depends on the class with much noise. */
export function sampleImages(count: number, features = 12, classes = 4, seed = 5): LearningImages {
  const random = new Random(seed)
  const labels = Uint8Array.from({ length: count }, () => random.below(classes))
  const pixels = Uint8Array.from({ length: count * features }, (_, at) => {
    const label = labels[Math.floor(at / features)] ?? 0
    const pixel = at % features
    if (pixel === 0 || random.next() < 0.4) return 0
    return Math.floor(random.between(0, 200)) + (pixel % classes === label ? 55 : 0)
  })
  return { count, features, classes, pixels, labels }
}

export function settingsOf(changed: Partial<ForestSettings> = {}): ForestSettings {
  return { ...usualSettings.forest, trees: 8, seed: 1, ...changed }
}

export const quietWork = (): Work => ({
  signal: new AbortController().signal,
  report: () => undefined,
})
