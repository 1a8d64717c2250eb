import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { i18n } from '../../../../src-renderer/i18n'
import AlwaysNamed from '../../../../src-renderer/learner/AlwaysNamed.vue'
import MeanConfidence from '../../../../src-renderer/learner/MeanConfidence.vue'
import { fakeBridge } from '../../../support/renderer/fake-bridge'

const global = { plugins: [i18n] }
const runId = 'run00000001'
afterEach(() => void vi.unstubAllGlobals())

describe('the majority', () => {
  it('says which class it names, and its share of the training images', async () => {
    fakeBridge({ 'learner:classShares': () => Float64Array.of(0.1, 0.65, 0.25) })
    const part = mount(AlwaysNamed, { props: { runId }, global })
    await flushPromises()
    expect(part.text()).toContain('Always 1, the most frequent: 65.00\u202f% of the training')
    expect(part.findAll('.class-probabilities li')).toHaveLength(3)
  })
})

describe('the mean confidence', () => {
  it('is told of right and wrong answers, and called what it is', async () => {
    fakeBridge({ 'runs:confidence': () => ({ right: 0.971, wrong: null }) })
    const part = mount(MeanConfidence, { props: { runId, votes: false }, global })
    await flushPromises()
    expect(part.text()).toMatch(/^Mean confidence\s*right 97\.1\u202f%, wrong –/)
    await part.setProps({ votes: true })
    expect(part.text()).toContain('Mean share of votes')
  })
})
