import { useManualRefHistory } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { defaultExperiment, type ExperimentSpec } from '#contract/experiment-spec'
import { showCurrentSpec } from '../frame/current-spec'
import { openedSpec } from '../frame/opened-spec'
import { withAutoName } from './auto-name'

/** Steps that can be taken back. */
const historyLength = 200

/**
 * The experiment that is being prepared. Specs are never changed in place, so that history keeps
 * references. A field may hold what the contract refuses (NaN for nothing typed); the checks say so.
 */
export const useExperiment = defineStore('experiment', () => {
  const draft = shallowRef<ExperimentSpec>(defaultExperiment())
  const history = useManualRefHistory(draft, { capacity: historyLength })
  /** What is being typed into: its keystrokes are one step of history. */
  const typingIn = ref<string | null>(null)
  /** What the page shows: the experiment, or the run that trains. */
  const showing = ref<'editor' | 'run'>('editor')
  /** Whether the page was shown before. */
  const opened = ref(false)
  const selectedLayer = ref<string | null>(null)

  /** Ends the current field's step of history. */
  function seal(): void {
    if (typingIn.value === null) return
    typingIn.value = null
    history.commit()
  }

  /**
   * Changes the draft.
   * @param field successive changes under one name are one step of history; null is a step alone
   */
  function edit(
    change: (draft: ExperimentSpec) => ExperimentSpec,
    field: string | null = null,
  ): void {
    if (typingIn.value !== field) seal()
    draft.value = withAutoName(draft.value, change(draft.value))
    typingIn.value = field
    if (field === null) history.commit()
  }

  function replace(spec: ExperimentSpec): void {
    seal()
    draft.value = spec
    history.commit()
    selectedLayer.value = null
    showing.value = 'editor'
  }

  function undo(): void {
    seal()
    history.undo()
  }

  function redo(): void {
    seal()
    history.redo()
  }

  // What is opened anywhere in the window comes here, and can be undone.
  watch(openedSpec, (file) => file && replace(file.spec), { immediate: true })
  watch(draft, showCurrentSpec, { immediate: true })

  return {
    draft,
    showing,
    opened,
    selectedLayer,
    edit,
    seal,
    replace,
    reset: () => replace(defaultExperiment()),
    undo,
    redo,
    canUndo: computed(() => typingIn.value !== null || history.canUndo.value),
    canRedo: computed(() => history.canRedo.value),
  }
})
