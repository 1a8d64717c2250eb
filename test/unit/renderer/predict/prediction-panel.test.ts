import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { givesVotes, learnerExperiment } from '#contract/experiment-spec'
import { galleryLearner } from '#contract/learner'
import type { Prediction } from '#contract/predict'
import { i18n } from '../../../../src-renderer/i18n'
import PredictionPanel from '../../../../src-renderer/predict/PredictionPanel.vue'

const classNames = ['0', '1', '2']
const open = (change: Partial<Prediction>) =>
  mount(PredictionPanel, {
    props: {
      classNames,
      prediction: {
        classNames,
        probabilities: Float32Array.of(0, 1, 0),
        votes: false,
        image: new Uint8Array(784),
        neighbours: null,
        milliseconds: 127,
        ...change,
      },
    },
    global: { plugins: [i18n] },
  })
const neighbours = {
  positions: Uint32Array.of(7, 8, 9),
  labels: Uint8Array.of(1, 1, 2),
  distances: Float64Array.of(1, 2, 3),
  shares: Float64Array.of(1 / 3, 1 / 3, 1 / 3),
  probabilities: Float32Array.of(0, 2 / 3, 1 / 3),
  predicted: 1,
  pixels: new Uint8Array(3 * 784),
}

describe('what the pad says', () => {
  it('is called a probability where it is one', () => {
    const panel = open({})
    expect(panel.find('.words').text()).toContain('Probability')
    expect(panel.find('.class-probabilities').attributes('aria-label')).toBe(
      'Probability of each class',
    )
    expect(panel.find('.voters').exists()).toBe(false)
    expect(panel.find('.time').text()).toBe('Answered in 127.0 ms')
  })

  it('is called a share of votes where votes are counted, and how many of how many', () => {
    const panel = open({ votes: true, neighbours })
    expect(panel.find('.words').text()).toContain('Share of votes')
    expect(panel.find('.words .hint').attributes('aria-label')).toContain('No probability')
    expect(panel.find('.voters').text()).toBe('2 of 3 neighbours')
    expect(panel.find('.class-probabilities').attributes('aria-label')).toBe(
      'Share of votes of each class',
    )
  })
})

describe('votes', () => {
  it.each([
    ['knn', true],
    ['pca-knn', true],
    ['svm-rbf', true],
    ['random-forest', false],
    ['naive-bayes', false],
  ])('of %s: %s', (id, votes) => {
    const found = galleryLearner(id)
    if (!found) throw new Error(id)
    expect(givesVotes(learnerExperiment(found))).toBe(votes)
  })

  it('of an SVM become probabilities by Platt scaling', () => {
    const found = galleryLearner('svm-rbf')
    if (found?.learner.type !== 'svm') throw new Error('There is no SVM.')
    const learner = { ...found.learner, probabilities: true }
    expect(givesVotes(learnerExperiment({ ...found, learner }))).toBe(false)
  })
})
