import { describe, expect, it } from 'vitest'
import {
  defaultExperiment,
  experimentSpecSchema,
  learnerExperiment,
  parseExperimentSpec,
} from '#contract/experiment-spec'
import { galleryLearner } from '#contract/learner'
import { problemCode } from '../../support/engine/problem'

const knn = galleryLearner('knn')
if (!knn) throw new Error('knn')
const ofLearner = learnerExperiment(knn)
const ofNetwork = defaultExperiment()
const { learner, ...neither } = ofLearner

const cases: [string, object, string, string][] = [
  ['neither', neither, 'spec.neitherKind', 'neither a model nor a learner'],
  ['both', { ...ofNetwork, learner }, 'spec.bothKinds', 'both a model and a learner'],
  [
    'a learner that there is not',
    { ...ofLearner, learner: { type: 'boosting', rounds: 3 } },
    'spec.unknownLearner',
    'no learner of the type “boosting”. Known: knn, pcaKnn, svm',
  ],
  [
    'a learner by its name alone',
    { ...ofLearner, learner: 'knn' },
    'spec.invalid',
    '“learner”: it has to be a group of settings in braces.',
  ],
  [
    'a learner without a type',
    { ...ofLearner, learner: { k: 3 } },
    'spec.invalid',
    '“learner.type”: it has to be one of knn, pcaKnn, svm',
  ],
  [
    'a learner with a recipe',
    { ...ofLearner, recipe: ofNetwork.recipe },
    'spec.learnerRecipe',
    'A learner has no recipe: leave “recipe” out.',
  ],
]

describe('which kind of experiment a spec means', () => {
  it.each(cases)('is told clearly of a file with %s', (_, spec, code, words) => {
    const text = JSON.stringify(spec)
    expect(problemCode(() => parseExperimentSpec(text))).toBe(code)
    expect(() => parseExperimentSpec(text)).toThrow(words)
  })

  it.each(cases.slice(0, 5))('is told clearly where the window sends %s', (_, spec, __, words) => {
    const { error } = experimentSpecSchema.safeParse(spec)
    expect(error?.issues.map(({ message }) => message)).toEqual([expect.stringContaining(words)])
  })
})
