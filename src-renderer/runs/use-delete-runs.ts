import { useI18n } from 'vue-i18n'
import type { RunSummary } from '#contract/run'
import { failureOf, request } from '../api'
import { formatBytes } from '../ui/format'
import { useToast } from '../ui/use-toast'

/** Runs that train or wait cannot be deleted: they have to be stopped first. */
export const canDelete = ({ status }: Pick<RunSummary, 'status'>) =>
  !['queued', 'running', 'paused'].includes(status)

/** Deletes runs, says what disk that frees, and offers to undo it. */
export function useDeleteRuns() {
  const { t } = useI18n()
  const { notifyUndo, notifyProblem } = useToast()

  async function restore(runIds: string[]): Promise<void> {
    try {
      await request('runs:restore', { runIds })
    } catch (error) {
      notifyProblem(failureOf(error))
    }
  }

  /** True once the runs are gone from the list. */
  async function deleteRuns(runs: readonly RunSummary[]): Promise<boolean> {
    const runIds = runs.filter(canDelete).map(({ id }) => id)
    if (runIds.length === 0) return false
    try {
      const { freedBytes } = await request('runs:delete', { runIds })
      const freed = formatBytes(freedBytes)
      const text =
        runIds.length === 1
          ? t('runs.deletedOne', { name: runs[0]?.name ?? '', freed })
          : t('runs.deletedMany', { count: runIds.length, freed })
      notifyUndo(text, () => void restore(runIds))
      return true
    } catch (error) {
      notifyProblem(failureOf(error))
      return false
    }
  }
  return { deleteRuns }
}
