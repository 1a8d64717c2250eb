import { useRouter } from 'vue-router'
import type { RunSummary } from '#contract/run'
import { request } from '../api'
import { watchTraining } from '../frame/watch-training'
import { useAttempt } from '../ui/use-attempt'

/** Whether a run can go on from a checkpoint of its own. */
export const canContinue = ({ status, checkpointStep }: RunSummary) =>
  checkpointStep !== null && ['stopped', 'failed', 'crashed'].includes(status)

/** Whether somebody has still to say what becomes of the run. */
export const isInterrupted = (run: RunSummary) =>
  run.status === 'crashed' && canContinue(run) && run.checkpointKept !== true

/** Has runs go on, or leaves them as they are. */
export function useContinueRun() {
  const router = useRouter()
  const { busy, attempt } = useAttempt()

  /** @param rateShare of the learning rate that the run had */
  const goOn = ({ id }: RunSummary, rateShare: number) =>
    attempt(async () => {
      await request('training:continue', { runId: id, rateShare })
      watchTraining()
      await router.push('/experiment')
    })

  const keep = ({ id }: RunSummary) => attempt(() => request('runs:keep', { runId: id }))

  return { busy, goOn, keep }
}
