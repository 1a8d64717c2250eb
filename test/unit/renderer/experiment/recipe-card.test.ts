import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noAugmentation, usualAugmentation } from '#contract/augmentation'
import { usualEarlyStopping } from '#contract/early-stopping'
import { defaultExperiment } from '#contract/experiment-spec'
import type { Recipe } from '#contract/recipe'
import RecipeCard from '../../../../src-renderer/experiment/RecipeCard.vue'
import { recipeChoices } from '../../../../src-renderer/experiment/recipe-choices'
import { useExperiment } from '../../../../src-renderer/experiment/store'
import { i18n } from '../../../../src-renderer/i18n'

let close: () => void
beforeEach(() => setActivePinia(createPinia()))
afterEach(() => close())

const withRecipe = (change: Partial<Recipe>) => {
  const spec = defaultExperiment()
  return { ...spec, recipe: { ...spec.recipe, ...change } }
}

function open(change: Partial<Recipe> = {}) {
  const experiment = useExperiment()
  experiment.replace(withRecipe(change))
  const wrapper = mount(RecipeCard, {
    props: { samples: null, images: 60_000, problemOf: () => null },
    global: { plugins: [i18n] },
    attachTo: document.body,
  })
  close = () => wrapper.unmount()
  const groups = () =>
    wrapper.findAll<HTMLDetailsElement>('details').map(({ element }) => element.open)
  const summaries = () => wrapper.findAll('.summary').map((each) => each.text())
  return { experiment, wrapper, groups, summaries }
}

describe('the parts of the recipe that fold', () => {
  it('are folded while all in them is as usual', () => {
    const { groups, summaries } = open()
    expect(groups()).toEqual([false, false, false, false])
    expect(summaries()).toEqual(['off', 'as usual', 'off', 'off'])
  })

  it('are open where something is not, and say what', () => {
    const { groups, summaries } = open({
      labelSmoothing: 0.1,
      averageDecay: 0.999,
      towers: 4,
      augmentation: { ...noAugmentation, shiftPixels: 1, erasePercent: Number.NaN },
    })
    expect(groups()).toEqual([true, true, false, true])
    expect(summaries()).toEqual(['smoothing, average', 'towers 4', 'off', 'shift, erasing'])
  })

  it('open by themselves when an experiment is opened that uses them', async () => {
    const { experiment, groups, wrapper } = open()
    experiment.replace(withRecipe({ earlyStopping: usualEarlyStopping }))
    await wrapper.vm.$nextTick()
    expect(groups()).toEqual([false, false, true, false])
  })

  it('have a text for every choice', () => {
    const all = withRecipe({
      labelSmoothing: 0.1,
      averageDecay: 0.999,
      clipNorm: 1,
      accumulation: Number.NaN,
      precision: 'mixed',
      towers: 1,
      earlyStopping: usualEarlyStopping,
      augmentation: usualAugmentation,
    }).recipe
    const choices = Object.values(recipeChoices).flatMap((choicesOf) => choicesOf(all))
    expect(choices.map(({ key }) => key)).toHaveLength(14)
    expect(choices.filter(({ key }) => !i18n.global.te(`experiment.choices.${key}`))).toEqual([])
    expect(choices[3]).toEqual({ key: 'accumulation', value: '–' })
  })
})

describe('the recipe', () => {
  it('turns a number on with its usual value, keeps its field while “0.05” is typed, and off', async () => {
    const { experiment, wrapper } = open({ labelSmoothing: 0.1 })
    const field = () => wrapper.find<HTMLInputElement>('#labelSmoothing')
    for (const text of ['', '0', '0.', '0.0', '0.05']) await field().setValue(text)
    await field().trigger('blur')
    expect(experiment.draft.recipe.labelSmoothing).toBe(0.05)
    await field().setValue('0')
    await field().trigger('blur')
    expect(field().exists()).toBe(false)
    await wrapper.find('[aria-label="Average of weights"]').trigger('click')
    expect(experiment.draft.recipe.averageDecay).toBe(0.999)
    expect(wrapper.find<HTMLInputElement>('#averageDecay').element.value).toBe('0.999')
  })

  it('keeps the field of an augmentation while “0.5” is typed, and takes it away with the switch', async () => {
    const { experiment, wrapper } = open({
      augmentation: { ...noAugmentation, elasticPixels: 2 },
    })
    const strength = () => experiment.draft.recipe.augmentation.elasticPixels
    const field = () => wrapper.find<HTMLInputElement>('#elasticPixels')
    for (const text of ['', '0', '0.', '0.5']) await field().setValue(text)
    await field().trigger('blur')
    expect(strength()).toBe(0.5)
    await wrapper.find('[aria-label="Elastic"]').trigger('click')
    expect(strength()).toBe(0)
    expect(field().exists()).toBe(false)
    await wrapper.find('[aria-label="Elastic"]').trigger('click')
    expect(strength()).toBe(usualAugmentation.elasticPixels)
  })

  it('says how many images a step of several batches has', () => {
    const { wrapper } = open({ accumulation: 4 })
    expect(wrapper.text()).toContain('4 × 128 = 512 images a step')
    expect(wrapper.text()).toContain('108 steps an epoch')
  })

  it('names what weight decay means to the optimiser, and keeps the momentum', async () => {
    const { experiment, wrapper } = open({ optimizer: { type: 'sgd', momentum: 0.5 } })
    const label = () => wrapper.find('label[for=weightDecay]').text()
    expect(label()).toBe('Weight decay, L2')
    wrapper.findComponent({ name: 'ElSelect' }).vm.$emit('update:modelValue', 'sgdw')
    await wrapper.vm.$nextTick()
    expect(experiment.draft.recipe.optimizer).toEqual({ type: 'sgdw', momentum: 0.5 })
    expect(label()).toBe('Weight decay, decoupled')
  })

  it('shows the number of towers that a file asks for', () => {
    const { wrapper } = open({ towers: 4 })
    const towers = wrapper.find('[aria-label="Towers"]')
    expect(towers.find('.is-selected').text()).toBe('4')
    expect(towers.text()).toBe('FastestOne4')
  })

  it('says where early stopping can never end the run', async () => {
    const { wrapper, experiment } = open({ earlyStopping: usualEarlyStopping })
    expect(wrapper.text()).toContain('A run of 5 epochs is over before that.')
    experiment.replace(withRecipe({ earlyStopping: usualEarlyStopping, epochs: 7 }))
    await wrapper.vm.$nextTick()
    expect(wrapper.text()).not.toContain('is over before that')
  })
})
