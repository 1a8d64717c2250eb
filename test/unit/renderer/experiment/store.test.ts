import { createPinia, setActivePinia } from 'pinia'
import { nextTick } from 'vue'
import { beforeEach, describe, expect, it } from 'vitest'
import { defaultExperiment } from '#contract/experiment-spec'
import { useExperiment } from '../../../../src-renderer/experiment/store'
import { currentSpec } from '../../../../src-renderer/frame/current-spec'
import { openedSpec, openSpec } from '../../../../src-renderer/frame/opened-spec'
import { watchTraining } from '../../../../src-renderer/frame/watch-training'

beforeEach(() => {
  openedSpec.value = null
  setActivePinia(createPinia())
})

const epochs = (count: number) => (draft: ReturnType<typeof defaultExperiment>) => ({
  ...draft,
  recipe: { ...draft.recipe, epochs: count },
})

describe('the draft', () => {
  it('is the default experiment at first, with nothing to undo', () => {
    const store = useExperiment()
    expect(store.draft).toEqual(defaultExperiment())
    expect(store.canUndo).toBe(false)
  })

  it('takes the keystrokes in one field back together', () => {
    const store = useExperiment()
    for (const count of [1, 12, 120]) store.edit(epochs(count), 'epochs')
    expect(store.draft.recipe.epochs).toBe(120)
    expect(store.canUndo).toBe(true)
    store.undo()
    expect(store.draft.recipe.epochs).toBe(5)
    store.redo()
    expect(store.draft.recipe.epochs).toBe(120)
  })

  it('takes two fields back one after the other', () => {
    const store = useExperiment()
    store.edit(epochs(9), 'epochs')
    store.edit((draft) => ({ ...draft, name: 'Mine' }), 'name')
    store.undo()
    expect(store.draft.name).toBe('MNIST · CNN')
    expect(store.draft.recipe.epochs).toBe(9)
    store.undo()
    expect(store.draft.recipe.epochs).toBe(5)
    expect(store.canUndo).toBe(false)
  })

  it('starts a new step when the same field is entered again', () => {
    const store = useExperiment()
    store.edit(epochs(9), 'epochs')
    store.seal()
    store.edit(epochs(11), 'epochs')
    store.undo()
    expect(store.draft.recipe.epochs).toBe(9)
  })

  it('is replaced by what is opened, and comes back by undo', async () => {
    const store = useExperiment()
    store.showing = 'run'
    store.edit(epochs(9))
    openSpec({ ...defaultExperiment(), name: 'From a file' }, '/tmp/x')
    await nextTick()
    expect(store.draft.name).toBe('From a file')
    expect(store.showing).toBe('editor')
    expect(currentSpec.value.name).toBe('From a file')
    store.undo()
    expect(store.draft.recipe.epochs).toBe(9)
  })
  it('gives way to the run that trains, each time that is wished', async () => {
    const store = useExperiment()
    for (const wish of [watchTraining, watchTraining]) {
      store.showing = 'editor'
      wish()
      await nextTick()
      expect(store.showing).toBe('run')
    }
  })
})
