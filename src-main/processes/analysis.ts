/** Entry of the analysis process: everything that computes outside training. */
import { analysisMethods } from './analysis-methods'
import { parentLine } from './parent-line'
import { serve } from './rpc-server'

const server = serve(
  parentLine(),
  analysisMethods(
    (progress) => {
      server.notify('exportProgress', progress)
    },
    (progress) => {
      server.notify('learnerProgress', progress)
    },
  ),
)
