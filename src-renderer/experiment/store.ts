import { useManualRefHistory } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import {
  defaultExperiment,
  isNetwork,
  learnerExperiment,
  type DatasetChoice,
  type ExperimentSpec,
  type LearnerExperiment,
  type NetworkExperiment,
} from '#contract/experiment-spec'
import type { GalleryLearner, Learner } from '#contract/learner'
import { showCurrentSpec } from '../frame/current-spec'
import { openedSpec } from '../frame/opened-spec'
import { watchWishes } from '../frame/watch-training'
import { autoName, withAutoName } from './auto-name'

/** Steps that can be taken back. */
const historyLength = 200

/** A network with its recipe, and the learner that takes its place while it is not null. */
interface Draft {
  network: NetworkExperiment
  learner: LearnerExperiment | null
}

/**
 * The experiment that is being prepared. Specs are never changed in place, so that history keeps
 * references. A field may hold what the contract refuses (NaN for nothing typed); the checks say so.
 */
export const useExperiment = defineStore('experiment', () => {
  const state = shallowRef<Draft>({ network: defaultExperiment(), learner: null })
  /** The network, which waits while a learner is in its place. */
  const draft = computed(() => state.value.network)
  const learner = computed(() => state.value.learner)
  /** What would be started. */
  const spec = computed<ExperimentSpec>(() => state.value.learner ?? state.value.network)
  const history = useManualRefHistory(state, { capacity: historyLength })
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
  function change(next: Draft, field: string | null): void {
    if (typingIn.value !== field) seal()
    state.value = next
    typingIn.value = field
    if (field === null) history.commit()
  }

  /**
   * Changes the network.
   * @param field successive changes under one name are one step of history; null is a step alone
   */
  function edit(
    make: (draft: NetworkExperiment) => NetworkExperiment,
    field: string | null = null,
  ): void {
    const { network, learner: kept } = state.value
    change({ network: withAutoName(network, make(network)), learner: kept }, field)
  }

  /** Changes the parameters of the learner. */
  function editLearner(part: Partial<Learner>, field: string | null = null): void {
    const { network, learner: before } = state.value
    if (!before) return
    const next = { ...before, learner: { ...before.learner, ...part } as Learner }
    change({ network, learner: next }, field)
  }

  /** Puts a learner in the place of the network; null brings the network back. */
  function chooseLearner(chosen: GalleryLearner | null): void {
    const { network } = state.value
    if (!chosen) return change({ network, learner: null }, null)
    const fresh = learnerExperiment(chosen)
    const { id, sha256, trainLimit, splitSeed } = spec.value.dataset
    const dataset = { ...fresh.dataset, id, sha256, trainLimit, splitSeed }
    const next = { ...fresh, dataset }
    change({ network, learner: { ...next, name: autoName(next) } }, null)
  }

  function editDataset(part: Partial<DatasetChoice>, field: string | null = null): void {
    const { network, learner: before } = state.value
    if (!before) return edit((each) => ({ ...each, dataset: { ...each.dataset, ...part } }), field)
    const next = { ...before, dataset: { ...before.dataset, ...part } }
    change({ network, learner: withAutoName(before, next) }, field)
  }

  function rename(name: string): void {
    const { network, learner: before } = state.value
    const next = before
      ? { network, learner: { ...before, name } }
      : { network: { ...network, name }, learner: null }
    change(next, 'name')
  }

  function replace(next: ExperimentSpec): void {
    seal()
    state.value = isNetwork(next)
      ? { network: next, learner: null }
      : { network: state.value.network, learner: next }
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
  watch(spec, showCurrentSpec, { immediate: true })
  // A wish from before this page was ever open counts, too.
  watch(watchWishes, (wishes) => wishes > 0 && (showing.value = 'run'), { immediate: true })

  return {
    draft,
    learner,
    spec,
    showing,
    opened,
    selectedLayer,
    edit,
    editLearner,
    chooseLearner,
    editDataset,
    rename,
    seal,
    replace,
    reset: () => replace(defaultExperiment()),
    undo,
    redo,
    canUndo: computed(() => typingIn.value !== null || history.canUndo.value),
    canRedo: computed(() => history.canRedo.value),
  }
})
