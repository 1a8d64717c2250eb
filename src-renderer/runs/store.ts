import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { RunListQuery } from '#contract/run'

export const runTabs = [
  'curves',
  'confusion',
  'mistakes',
  'model',
  'events',
  'environment',
  'files',
] as const
export type RunTab = (typeof runTabs)[number]

/** What is selected among the runs; the runs themselves are main's. */
export const useRunSelection = defineStore('runs', () => {
  /** Runs marked for comparison, in the order in which they were marked. */
  const marked = ref<string[]>([])
  /** The run that was looked at last. */
  const lastId = ref<string | null>(null)
  const tab = ref<RunTab>('curves')
  const search = ref('')
  const sortBy = ref<NonNullable<RunListQuery['sortBy']>>('number')
  const descending = ref(true)

  function toggleMark(id: string): void {
    marked.value = marked.value.includes(id)
      ? marked.value.filter((each) => each !== id)
      : [...marked.value, id]
  }

  /** Forgets marks of runs that are gone. */
  function keepMarks(ids: ReadonlySet<string>): void {
    if (marked.value.some((id) => !ids.has(id)))
      marked.value = marked.value.filter((id) => ids.has(id))
  }

  return { marked, lastId, tab, search, sortBy, descending, toggleMark, keepMarks }
})
