import { defineStore } from 'pinia'
import { ref } from 'vue'
import { whenFolderChanges } from '../frame/app-info'

/** Which runs stand side by side; the runs themselves are main's. */
export const useComparison = defineStore('compare', () => {
  /** In the order in which they were added; the baseline may be any of them. */
  const ids = ref<string[]>([])
  const baselineId = ref<string | null>(null)
  const differencesOnly = ref(true)
  const search = ref('')

  function show(next: readonly string[]): void {
    ids.value = [...new Set(next)]
    if (baselineId.value && !ids.value.includes(baselineId.value)) baselineId.value = null
  }
  const add = (id: string) => show([...ids.value, id])
  const remove = (id: string) => show(ids.value.filter((each) => each !== id))

  whenFolderChanges(() => show([]))

  return { ids, baselineId, differencesOnly, search, show, add, remove }
})
