import { dialog, type BrowserWindow } from 'electron'
import type { TrainingQueue } from '../processes/training-queue'
import { closingQuestion } from './closing-question'
import type { Texts } from './texts'

/**
 * Closing while a run trains or a search goes on asks; agreed, it is ended first, and what can be
 * kept of it is saved.
 * @returns false where the window is to stay open
 */
export async function mayClose(
  owner: BrowserWindow | undefined,
  queue: TrainingQueue,
  texts: () => Texts,
  tellProblem: (error: unknown) => void,
): Promise<boolean> {
  const question = closingQuestion(queue.state, queue.searching, texts())
  if (!question || !owner) return true
  const { response } = await dialog.showMessageBox(owner, {
    type: 'question',
    title: 'Inkbench',
    message: question.title,
    detail: question.text,
    buttons: [question.stay, question.stop],
    defaultId: 0,
    cancelId: 0,
  })
  if (response !== 1) return false
  try {
    await Promise.all([queue.stopAll(), queue.cancelSearch()])
  } catch (error) {
    // Such as a full disk: the next start finds the run without its process, and says so.
    tellProblem(error)
  }
  return true
}
