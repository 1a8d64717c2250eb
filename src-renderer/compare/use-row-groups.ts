import { computed, ref } from 'vue'
import { foldedAtFirst, rowGroups, type RowGroup } from './groups'
import type { CompareRow } from './rows'

/**
 * Rows by their groups, of which some can be folded.
 * @param unfolded whether all are open, and none can be closed
 */
export function useRowGroups(rows: () => readonly CompareRow[], unfolded: () => boolean) {
  const folded = ref(new Set<RowGroup>(foldedAtFirst))
  const canFold = (group: RowGroup) => !unfolded() && foldedAtFirst.includes(group)
  const isOpen = (group: RowGroup) => !canFold(group) || !folded.value.has(group)
  function fold(group: RowGroup, open: boolean): void {
    if (open) folded.value.delete(group)
    else folded.value.add(group)
  }

  /** Rows that can be seen, in their order from above. */
  const shown = computed(() => rows().filter(({ group }) => isOpen(group)))
  const groups = computed(() => {
    const numbered = shown.value.map((row, index) => ({ row, index }))
    return rowGroups
      .map((group) => ({
        group,
        count: rows().filter((row) => row.group === group).length,
        rows: numbered.filter(({ row }) => row.group === group),
      }))
      .filter(({ count }) => count > 0)
  })
  return { shown, groups, canFold, isOpen, fold }
}
