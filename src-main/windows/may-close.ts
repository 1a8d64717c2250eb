import { dialog, type BrowserWindow } from 'electron'
import type { TrainingQueue } from '../processes/training-queue'
import type { Texts } from './texts'

/**
 * Closing while a run trains asks; agreed, the run is stopped and saved first.
 * @returns false where the window is to stay open
 */
export async function mayClose(
  owner: BrowserWindow | undefined,
  queue: TrainingQueue,
  texts: () => Texts,
  tellProblem: (error: unknown) => void,
): Promise<boolean> {
  const { active } = queue.state
  if (!active || !owner) return true
  const text = texts()
  const { response } = await dialog.showMessageBox(owner, {
    type: 'question',
    title: 'Inkbench',
    message: text.closeTitle,
    detail: text.closeText.replace('{name}', active.name),
    buttons: [text.closeStay, text.closeStop],
    defaultId: 0,
    cancelId: 0,
  })
  if (response !== 1) return false
  try {
    await queue.stopAll()
  } catch (error) {
    // Such as a full disk: the next start finds the run without its process, and says so.
    tellProblem(error)
  }
  return true
}
