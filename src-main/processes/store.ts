/** Entry of the store process: SQLite, the one writer of the app. Arguments: data folder, pid of main. */
import { openStore, type Store } from '#core/runs'
import { parentLine } from './parent-line'
import { serve } from './rpc-server'
import { storeMethods } from './store-methods'

/** How often the store looks whether the terminal has written. */
const watchMilliseconds = 1_000

const [, , dataFolder = '', ownerPid = '0'] = process.argv
let opened: Store | null = null

/** Opens at the first call, so that a store that cannot be opened is an answer and not a crash. */
function store(): Store {
  opened ??= openStore(dataFolder, { ownerPid: Number(ownerPid) })
  return opened
}

const server = serve(parentLine(), storeMethods(dataFolder, store))

let version = -1
setInterval(() => {
  if (!opened) return
  const now = opened.dataVersion()
  if (version !== -1 && now !== version) server.notify('changed', null)
  version = now
}, watchMilliseconds)
