import { WorkbenchError } from '#contract/problem'

export const exportCancelled = () =>
  new WorkbenchError('export.cancelled', 'The export was cancelled; nothing was left behind.')
