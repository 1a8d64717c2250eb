import { shallowRef } from 'vue'
import { whenFolderChanges } from './app-info'

/**
 * Runs marked for comparison, in the order in which they were marked. The run list marks them, the
 * comparison takes them; they last as long as the window.
 */
export const markedRuns = shallowRef<readonly string[]>([])

export function toggleMark(id: string): void {
  const marked = markedRuns.value
  markedRuns.value = marked.includes(id) ? marked.filter((each) => each !== id) : [...marked, id]
}

/** Forgets marks of runs that are gone. */
export function keepMarks(ids: ReadonlySet<string>): void {
  if (markedRuns.value.some((id) => !ids.has(id)))
    markedRuns.value = markedRuns.value.filter((id) => ids.has(id))
}

export function clearMarks(): void {
  markedRuns.value = []
}

whenFolderChanges(clearMarks)
