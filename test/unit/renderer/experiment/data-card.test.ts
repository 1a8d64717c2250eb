import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { nextTick } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { galleryLearner } from '#contract/learner'
import DataCard from '../../../../src-renderer/experiment/DataCard.vue'
import { useExperiment } from '../../../../src-renderer/experiment/store'
import { i18n } from '../../../../src-renderer/i18n'
import { fakeBridge } from '../../../support/renderer/fake-bridge'

afterEach(() => void vi.unstubAllGlobals())

describe('the hints of the data card', () => {
  it('are those of a network, or of the learner in its place', async () => {
    fakeBridge({ 'dataset:list': () => [] })
    const pinia = createPinia()
    setActivePinia(pinia)
    const props = { summary: null, failure: null, samples: null, images: 60_000 }
    const card = mount(DataCard, {
      props: { ...props, problemOf: () => null },
      global: { plugins: [i18n, pinia], stubs: { RouterLink: true } },
    })
    const hints = () => card.findAll('.hint').map((hint) => hint.attributes('aria-label') ?? '')
    const says = (text: string) => hints().some((hint) => hint.includes(text))
    expect([says('Default 5,000'), says('divided by the deviation')]).toEqual([true, true])
    useExperiment().chooseLearner(galleryLearner('knn'))
    await nextTick()
    expect([says('Default 5,000'), says('divided by the deviation')]).toEqual([false, false])
    expect([says('takes all training images'), says('divided by 255')]).toEqual([true, true])
  })
})
