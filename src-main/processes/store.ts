/** Entry of the store process: SQLite, the one writer of the app. Arguments: data folder as JSON, pid of main. */
import { mustBeThere, openStore, type DataFolder, type Store } from '#core/runs'
import { LastWords } from './last-words'
import { parentLine } from './parent-line'
import { serve } from './rpc-server'
import { storeMethods } from './store-methods'

/** How often the store looks whether the terminal has written, or died. */
const watchMilliseconds = 1_000

const [, , folder = '', ownerPid = '0'] = process.argv
const dataFolder = JSON.parse(folder) as DataFolder
let opened: Store | null = null

/** Opens at the first call, so that a store that cannot be opened is an answer and not a crash. */
function store(): Store {
  opened ??= openStore(mustBeThere(dataFolder), { ownerPid: Number(ownerPid) })
  return opened
}

const lastWords = new LastWords()
const server = serve(parentLine(), storeMethods(dataFolder.path, store, lastWords))

let version = -1
setInterval(() => {
  if (!opened) return
  const now = opened.dataVersion()
  const changedOutside = version !== -1 && now !== version
  version = now
  if ([changedOutside, lastWords.repeat(), recover(opened)].includes(true))
    server.notify('changed', null)
}, watchMilliseconds)

function recover(watched: Store): boolean {
  try {
    return watched.recover().length > 0
  } catch {
    // Nobody asked for it, and it comes again in a second: a busy store or a full disk may wait.
    return false
  }
}
