import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { learnerExperiment } from '#contract/experiment-spec'
import { galleryLearner } from '#contract/learner'
import type { SvmSearchResult } from '#contract/svm-search'
import LearnerPlace from '../../../../src-renderer/experiment/LearnerPlace.vue'
import { useExperiment } from '../../../../src-renderer/experiment/store'
import { activeSearch } from '../../../../src-renderer/frame/active-search'
import { i18n } from '../../../../src-renderer/i18n'
import {
  axisProblem,
  searchesAlike,
  usualDraft,
} from '../../../../src-renderer/search/search-draft'
import { useSearch } from '../../../../src-renderer/search/store'
import { fakeBridge } from '../../../support/renderer/fake-bridge'

const svm = galleryLearner('svm-rbf')
if (!svm) throw new Error('The gallery has no support vector machine.')
const grid = {
  costs: [1.6, 5, 16, 50],
  gammas: [0.0063, 0.02, 0.063, 0.2],
  scores: new Float64Array(16).fill(Number.NaN),
  spreads: new Float64Array(16).fill(Number.NaN),
  images: new Int32Array(16),
}
const result: SvmSearchResult = {
  ...grid,
  scores: Float64Array.from({ length: 16 }, (_, cell) => (cell === 6 ? 0.96 : 0.9)),
  spreads: new Float64Array(16).fill(0.004),
  images: new Int32Array(16).fill(3000),
  best: { cost: 16, gamma: 0.02, score: 0.96, spread: 0.004 },
  seconds: 12.3,
}

const escapeKey = () => new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })

beforeEach(() => setActivePinia(createPinia()))
let close: () => void = () => undefined
afterEach(() => {
  close()
  vi.unstubAllGlobals()
})

function open(best: Partial<SvmSearchResult['best']> = {}) {
  let finish: (value: SvmSearchResult) => void = () => undefined
  let fail: (error: Error) => void = () => undefined
  const bridge = fakeBridge({
    'training:state': () => ({ active: null, queue: [] }),
    'search:run': () =>
      new Promise((resolve, reject) => {
        finish = resolve
        fail = reject
      }),
    'search:cancel': () => {
      fail(new Error('The search was cancelled.'))
      return undefined
    },
  })
  const experiment = useExperiment()
  experiment.chooseLearner(svm ?? null)
  const show = () => {
    const shown = mount(
      {
        components: { LearnerPlace },
        setup: () => ({ experiment }),
        template:
          '<LearnerPlace v-if="experiment.learner" :spec="experiment.learner" :images="60000" :blocked="null" />',
      },
      { global: { plugins: [i18n] }, attachTo: document.body },
    )
    close = () => shown.unmount()
    return shown
  }
  const place = show()
  const button = (text: string, within = place) => {
    const found = within.findAll('button').find((each) => each.text() === text)
    if (!found) throw new Error(`There is no button “${text}”.`)
    return found
  }
  const settle = async (end: () => void) => {
    end()
    await flushPromises()
  }
  return {
    bridge,
    experiment,
    place,
    show,
    button,
    settle,
    finish: () => finish({ ...result, best: { ...result.best, ...best } }),
    fail: (text: string) => fail(new Error(text)),
  }
}

describe('the search in the window', () => {
  it('is offered where there are C and gamma', async () => {
    const { place, experiment } = open()
    expect(place.text()).toContain('Search C and gamma…')
    experiment.editLearner({ kernel: 'linear' })
    await flushPromises()
    expect(place.text()).not.toContain('Search C and gamma…')
  })

  it('goes from the draft’s values to a pair of its own in the draft, which can be undone', async () => {
    const { bridge, experiment, place, button, settle, finish } = open()
    await button('Search C and gamma…').trigger('click')
    expect(place.text()).toContain('16 pairs on 3\u202f000 images · 48 fits · time not known yet')
    await place.find('.search-form').trigger('submit')
    const [asked] = bridge.askedFor('search:run')
    expect(asked).toMatchObject({ costs: grid.costs, gammas: grid.gammas, folds: 3, halving: null })
    expect(place.text()).toContain('Preparing')
    const first = grid.scores.slice().fill(0.9, 0, 1)
    bridge.push('search:progress', {
      share: 0.0625,
      secondsLeft: 15,
      scores: { ...grid, scores: first, images: new Int32Array(16).fill(3000, 0, 1) },
    })
    await flushPromises()
    expect(place.text()).toContain('6\u202f% · 15\u202fs left')
    expect(activeSearch.value).toMatchObject({ share: 0.0625, secondsLeft: 15 })
    await settle(finish)
    expect(activeSearch.value).toBeNull()
    expect(place.text()).toContain('Best: C = 16, gamma = 0.02, 96.00\u202f% ± 0.40')
    await button('Use C = 16, gamma = 0.02').trigger('click')
    expect(experiment.learner?.learner).toMatchObject({ c: 16, gamma: 0.02 })
    expect(place.text()).toContain('In the experiment now')
    experiment.undo()
    expect(experiment.learner?.learner).toMatchObject({ c: 5, gamma: 0.02 })
    // The form still says what was searched.
    expect(place.find<HTMLInputElement>('#search-c-from').element.value).toBe('1.6')
    expect(place.text()).toContain('12\u202fs the last time')
    await place.find('#search-folds').setValue('6')
    expect(place.text()).toContain('≈ 25 s by the last search')
  })

  it('is there again after another page was shown, with its progress meanwhile', async () => {
    const { place, show, button, settle, finish } = open()
    await button('Search C and gamma…').trigger('click')
    await place.find('.search-form').trigger('submit')
    place.unmount()
    await settle(finish)
    const again = show()
    await flushPromises()
    expect(again.text()).toContain('Best: C = 16, gamma = 0.02, 96.00\u202f% ± 0.40')
    expect(again.find('.score-grid').exists()).toBe(true)
  })

  it('says when the result is of another kernel or other images', async () => {
    const { experiment, place, button, settle, finish } = open()
    await button('Search C and gamma…').trigger('click')
    await place.find('.search-form').trigger('submit')
    await settle(finish)
    expect(place.text()).not.toContain('have changed since')
    experiment.editLearner({ kernel: 'polynomial' })
    await flushPromises()
    expect(place.text()).toContain('have changed since')
  })

  it('tells a failure in words, and keeps the scores', async () => {
    const { bridge, place, button, settle, fail } = open()
    await button('Search C and gamma…').trigger('click')
    await place.find('.search-form').trigger('submit')
    bridge.push('search:progress', { share: 0.1, secondsLeft: 9, scores: result })
    await settle(() => fail('The Inkbench search process ended unexpectedly.'))
    expect(place.text()).toContain('The Inkbench search process ended unexpectedly.')
    expect(place.text()).toContain('The scores so far are kept.')
    expect(useSearch().running).toBe(false)
    expect(place.find('.score-grid').exists()).toBe(true)
  })

  it('widens the range on whose edge the best lies, once', async () => {
    const { place, button, settle, finish } = open({ cost: 1.6, gamma: 0.02 })
    await button('Search C and gamma…').trigger('click')
    await place.find('.search-form').trigger('submit')
    await settle(finish)
    expect(place.text()).toContain('on the edge of the map: widen the range of C.')
    await button('Widen C').trigger('click')
    expect(place.text()).toContain('0.508 · 1.6 · 5 · 16 · 50')
    expect(place.text()).toContain('20 pairs')
    expect(place.text()).not.toContain('Widen C')
  })

  it('keeps the last result until the next has a score, and where that ends without one', async () => {
    const { bridge, place, button, settle, finish, fail } = open()
    const best = 'Best: C = 16, gamma = 0.02, 96.00'
    await button('Search C and gamma…').trigger('click')
    await place.find('.search-form').trigger('submit')
    await settle(finish)
    await place.find('.search-form').trigger('submit')
    expect(place.text()).toContain('Preparing')
    expect(place.text()).toContain('Of the search before:')
    expect(place.text()).toContain(best)
    await settle(() => fail('The process ended.'))
    expect(place.text()).toContain('The process ended.')
    expect(place.text()).not.toContain('scores so far are kept')
    expect(place.text()).toContain(best)
    await place.find('.search-form').trigger('submit')
    bridge.push('search:progress', { share: 0.1, secondsLeft: 9, scores: result })
    await flushPromises()
    expect(place.text()).not.toContain('Of the search before:')
    expect(place.text()).not.toContain(best)
  })

  it('has Search where it was while it runs, out of reach of a second click', async () => {
    const { bridge, place, button } = open()
    await button('Search C and gamma…').trigger('click')
    await place.find('.search-form').trigger('submit')
    expect(button('Search').attributes('disabled')).toBeDefined()
    expect(place.find('.search-form .cancel').exists()).toBe(false)
    await place.find('.search-form').trigger('submit')
    expect(bridge.askedFor('search:run')).toHaveLength(1)
  })

  it('takes the focus along: into the form, to Cancel, to the best, and back', async () => {
    const { place, button, settle, finish } = open()
    const focused = () => document.activeElement
    const escape = () => settle(() => void focused()?.dispatchEvent(escapeKey()))
    await settle(() => void button('Search C and gamma…').trigger('click'))
    expect(focused()?.id).toBe('search-c-from')
    await settle(() => void place.find('.search-form').trigger('submit'))
    expect(focused()?.textContent).toContain('Cancel')
    await escape()
    expect(place.find('.svm-search').exists()).toBe(true)
    await settle(finish)
    expect(focused()?.textContent).toContain('the best')
    await escape()
    expect(place.find('.svm-search').exists()).toBe(false)
    expect(focused()?.textContent).toContain('Search C and gamma…')
  })

  it('leaves the focus where somebody works meanwhile', async () => {
    const { place, button, settle, finish } = open()
    await settle(() => void button('Search C and gamma…').trigger('click'))
    await settle(() => void place.find('.search-form').trigger('submit'))
    place.find<HTMLElement>('#learner-c').element.focus()
    await settle(finish)
    expect(document.activeElement?.id).toBe('learner-c')
  })

  it('takes a second Enter for Search, not for Cancel', async () => {
    const { bridge, place, button, settle } = open()
    await settle(() => void button('Search C and gamma…').trigger('click'))
    await settle(() => void place.find('.search-form').trigger('submit'))
    await button('Cancel').trigger('click')
    expect(bridge.askedFor('search:cancel')).toEqual([])
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 600)
    await button('Cancel').trigger('click')
    expect(bridge.askedFor('search:cancel')).toHaveLength(1)
    vi.restoreAllMocks()
  })

  it('refuses a range the wrong way round, and too few images', async () => {
    const { bridge, place, button } = open()
    await button('Search C and gamma…').trigger('click')
    await place.find('#search-c-to').setValue('1')
    expect(place.text()).toContain('The end has to be above the beginning')
    await place.find('#search-c-to').setValue('50')
    await place.find('#search-images').setValue('30')
    expect(place.text()).toContain('60')
    await place.find('.search-form').trigger('submit')
    expect(bridge.askedFor('search:run')).toEqual([])
  })
})

describe('the draft of a search', () => {
  it('has no more images than there are', () => {
    expect(usualDraft({ c: 5, gamma: 0.02 }, 1000).images).toBe(1000)
  })

  it.each([
    [{ from: 1, to: 10, count: 4 }, null],
    [{ from: 1, to: 0, count: 1 }, null],
    [{ from: 1, to: 10, count: 13 }, 'count'],
    [{ from: 1, to: 10, count: 1.5 }, 'count'],
    [{ from: 0, to: 10, count: 4 }, 'limits'],
    [{ from: 1, to: Number.NaN, count: 4 }, 'limits'],
    [{ from: 10, to: 1, count: 4 }, 'order'],
    [{ from: 1, to: 1.05, count: 4 }, 'tooNear'],
  ])('says of %j: %s', (range, kind) => {
    expect(axisProblem('c', range)?.kind ?? null).toBe(kind)
  })

  it('is of the same images and kernel whatever C, gamma and name are', () => {
    const spec = learnerExperiment(svm)
    const other = { ...spec, name: 'x', learner: { ...spec.learner, c: 9 } as typeof spec.learner }
    expect(searchesAlike(spec, other)).toBe(true)
    const fewer = { ...spec, dataset: { ...spec.dataset, trainLimit: 500 } }
    expect(searchesAlike(spec, fewer)).toBe(false)
  })
})
