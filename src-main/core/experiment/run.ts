import type { ExperimentSpec } from '#contract/experiment-spec'
import { isNetwork } from '#contract/experiment-spec'
import type { TrainerMessage } from '#contract/training'
import { describeFailure, type RunControl } from '../training'
import type { Outcome } from './outcome'
import { runLearner } from './run-learner'
import { runNetwork } from './run-network'

export interface ExperimentOrder {
  runId: string
  spec: ExperimentSpec
  /** For what the run leaves behind; made where it does not exist. */
  runFolder: string
  /** Threads for TensorFlow's operations; counts where this process loads TensorFlow first. */
  threads: number | null
  /** Goes on from the run's newest checkpoint, with so much of its learning rate; null begins. */
  resume: { rateShare: number } | null
}

/**
 * The whole way of a run: data, model, training, test, saved model. Never throws for what goes
 * wrong in the run: that is the message `failed`.
 */
export async function runExperiment(
  order: ExperimentOrder,
  control: RunControl,
  emit: (message: TrainerMessage) => void,
): Promise<void> {
  let outcome: Outcome
  try {
    emit({ type: 'phase', phase: 'preparing' })
    const { spec } = order
    outcome = isNetwork(spec)
      ? await runNetwork({ ...order, spec }, control, emit)
      : await runLearner({ ...order, spec }, control, emit)
  } catch (error) {
    emit({ type: 'failed', ...describeFailure(error) })
    return
  }
  const peakMemoryBytes = process.resourceUsage().maxRSS * 1024
  emit({ type: 'done', result: { ...outcome, peakMemoryBytes } })
}
