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
  /** The run that was looked at last. */
  const lastId = ref<string | null>(null)
  const tab = ref<RunTab>('curves')
  const search = ref('')
  const sortBy = ref<NonNullable<RunListQuery['sortBy']>>('number')
  const descending = ref(true)

  return { lastId, tab, search, sortBy, descending }
})
