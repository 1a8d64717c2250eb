/** Entry of the search process: one search, then main ends it. */
import { constants, setPriority } from 'node:os'
import { parentLine } from './parent-line'
import { serve } from './rpc-server'
import { searchMethods } from './search-methods'

// As the trainer: the window must never wait for it. Threads of TensorFlow inherit it.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

const server = serve(
  parentLine(),
  searchMethods((progress) => {
    server.notify('progress', progress)
  }),
)
