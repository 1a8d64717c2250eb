import type { Reply } from '#contract/channels'
import { WorkbenchError } from '#contract/problem'
import { runListQuerySchema } from '#contract/run'
import {
  carrySettings,
  defaultDataFolder,
  readSettings,
  rememberDataFolder,
  type DataFolder,
} from '#core/runs'
import type { Services } from '../ipc/services'
import type { TrainingQueue } from '../processes/training-queue'

/**
 * Goes on in another folder, and remembers it. Runs stay where they are; the settings come along
 * where the folder has none.
 * @returns null where the user cancelled
 * @throws WorkbenchError `settings.training` while a run trains, or why the store cannot be opened
 *   there: then everything stays where it was
 */
export async function chooseDataFolder(
  inUse: DataFolder,
  { store, queue, dialogs, push }: Services,
  tellProblem: (error: unknown) => void,
): Promise<Reply<'app:chooseDataFolder'>> {
  mustBeIdle(queue)
  const folder = await dialogs.chooseFolder()
  if (folder === null) return null
  mustBeIdle(queue)
  const before = inUse.path
  const stay = before === folder ? 0 : await countRuns(store)
  await move(inUse, folder, store)
  try {
    rememberDataFolder(folder)
  } catch (error) {
    tellProblem(notRemembered(folder, error))
  }
  try {
    carrySettings(before, folder)
  } catch (error) {
    tellProblem(error)
  }
  push('settings:changed', readSettings(folder))
  push('runs:changed', { runIds: null })
  return { folder, before, stay }
}

/** Of a store that cannot be read, none. */
async function countRuns(store: Services['store']): Promise<number> {
  try {
    return (await store.call('listRuns', runListQuerySchema.parse({}))).length
  } catch {
    return 0
  }
}

function mustBeIdle(queue: TrainingQueue): void {
  if (queue.state.active)
    throw new WorkbenchError(
      'settings.training',
      'A run is training. Stop it before you choose another data folder.',
    )
}

/** Has the store opened in `folder`; where that fails, everything stays where it was. */
async function move(inUse: DataFolder, folder: string, store: Services['store']): Promise<void> {
  const before = { ...inUse }
  // Not yet one that has to be there: it may have been named just now, and is made then.
  Object.assign(inUse, { path: folder, chosen: false })
  // What was asked of the old one is answered by it.
  await store.retire()
  try {
    await store.call('open', undefined)
    inUse.chosen = true
  } catch (error) {
    Object.assign(inUse, before)
    await store.end()
    throw error
  }
}

function notRemembered(folder: string, cause: unknown): WorkbenchError {
  const standard = defaultDataFolder()
  return new WorkbenchError(
    'settings.notRemembered',
    `Inkbench now uses ${folder} but cannot remember it: ${standard} cannot be written. Name the folder with --data-dir at the next start.`,
    { folder, standard },
    String(cause),
  )
}
