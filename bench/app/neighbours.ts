/**
 * How long the training images that voted for an answer take, from the window's question to their
 * pixels: kNN (k = 3) on all 60,000 images. The first question loads TensorFlow and the images.
 *
 *     node bench/app/neighbours.ts [questions]
 */
import { endApp, inTerminal, launch, loadBefore, needDisplay, newFolder } from './app.ts'
import { quantile } from '../support.ts'

needDisplay()
const questions = Number(process.argv[2] ?? 50)
const folder = newFolder()
const { runId } = inTerminal<{ runId: string }>(folder, 'train', '--model', 'knn')

const before = loadBefore()
const app = await launch(folder)
await app.page.locator('main').waitFor()
const milliseconds = await app.page.evaluate(
  async ([run, count]) => {
    const taken: number[] = []
    for (let image = 0; image < count; image += 1) {
      const start = performance.now()
      const answer = await window.workbench.request('learner:neighbours', { runId: run, image })
      if (!answer.ok) throw new Error(answer.failure.message)
      taken.push(performance.now() - start)
    }
    return taken
  },
  [runId, questions + 1] as const,
)
await endApp(app)

const [first = Number.NaN, ...others] = milliseconds
const [middle, high] = [0.5, 0.95].map((share) => quantile(others, share).toFixed(0))
console.log(
  `neighbours of a test image: the first time ${first.toFixed(0)} ms, then ${String(middle)} ms ` +
    `(95 %: ${String(high)} ms; ${String(questions)} questions; ${before})`,
)
