import { WorkbenchError } from '#contract/problem'

/** Why a learner cannot be measured beforehand. */
export function noSteps(): WorkbenchError {
  return new WorkbenchError(
    'probe.noSteps',
    'Only a network can be measured beforehand: a classical learner has no steps to try.',
  )
}
