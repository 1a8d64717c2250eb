import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { ActiveRun } from '#contract/training'
import { i18n } from '../../../../src-renderer/i18n'
import ProgressStrip from '../../../../src-renderer/training/ProgressStrip.vue'

afterEach(() => {
  i18n.global.locale.value = 'en'
})

const fit: ActiveRun = {
  runId: 'aaaaaaaa01',
  name: 'MNIST · Random forest',
  status: 'running',
  phase: 'training',
  step: 230,
  steps: 1_000,
  epoch: 0,
  epochs: 0,
  imagesPerSecond: null,
  memoryBytes: 9e8,
  secondsLeft: 11,
  counted: { unit: 'trees', done: 23, of: 100 },
}

/** Label and value of each figure. */
function figuresOf(run: ActiveRun) {
  const strip = mount(ProgressStrip, { props: { run }, global: { plugins: [i18n] } })
  return strip.findAll('dl > div').map((each) => [each.find('dt').text(), each.find('dd').text()])
}

describe('the progress of a fit', () => {
  it('says what is counted', () => {
    expect(figuresOf(fit)).toEqual([
      ['Progress', 'Fitting 23\u202f%'],
      ['Trees', '23 of 100'],
      ['Memory', '900\u202fMB'],
      ['Left of this part', '11\u202fs'],
    ])
    const counted = { unit: 'iterations', done: 3_500, of: 10_000 } as const
    // A limit before which it ends as soon as it has converged.
    const limited = figuresOf({ ...fit, counted })
    expect(limited).toContainEqual(['Iterations', '3\u202f500, at most 10\u202f000'])
    expect(limited).toContainEqual(['Left of this part', 'at most 11\u202fs'])
    expect(figuresOf({ ...fit, counted, secondsLeft: null })).toContainEqual([
      'Left of this part',
      '–',
    ])
    i18n.global.locale.value = 'zh-CN'
    expect(figuresOf(fit)).toContainEqual(['决策树', '23 / 100'])
  })

  it('is without, where there is nothing to count', () => {
    const labels = figuresOf({ ...fit, counted: null }).map(([label]) => label)
    expect(labels).toEqual(['Progress', 'Memory', 'Left of this part'])
  })
})
