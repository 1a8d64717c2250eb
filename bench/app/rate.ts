/**
 * Training images a second of the CNN in the app, its window open and the charts streaming, against
 * the same loop in bare Node (the terminal's `train`). Both run the same spec in turns, each in a
 * process of its own; the first epoch is warm-up and does not count. At least 0.95 is asked for.
 *
 *     node bench/app/rate.ts [repetitions]
 */
import type { RunDetail } from '#contract/run'
import {
  endApp,
  inTerminal,
  launchTraining,
  loadBefore,
  needDisplay,
  newFolder,
  seconds,
  writeSpec,
} from './app.ts'
import { median } from '../support.ts'

needDisplay()
const repetitions = Number(process.argv[2] ?? 3)
const least = 0.95
const folder = newFolder()
const spec = await writeSpec(folder, 'cnn', ({ recipe }) => (recipe.epochs = 2))

/** Over training time, without the first epoch. */
function imagesPerSecond({ epochs }: Pick<RunDetail, 'epochs'>): number {
  const counted = epochs.slice(1)
  const images = counted.reduce((sum, epoch) => sum + epoch.imagesPerSecond * epoch.seconds, 0)
  return images / counted.reduce((sum, epoch) => sum + epoch.seconds, 0)
}

async function inApp(): Promise<number> {
  const app = await launchTraining(folder, spec)
  // Asked seldom: each question takes from the cores that train.
  const view = app.page.locator('.live-view')
  let status: string | null
  do {
    await seconds(3)
    status = await view.getAttribute('data-status')
  } while (status === 'running')
  if (status !== 'finished') throw new Error(`The run ended as ${status ?? 'nothing'}.`)
  const detail = await app.page.evaluate(async () => {
    const runs = await window.workbench.request('runs:list', {})
    const run = await window.workbench.request('runs:get', {
      runId: runs.ok ? (runs.value[0]?.id ?? '') : '',
    })
    return run.ok ? { epochs: run.value.epochs } : { epochs: [] }
  })
  await endApp(app)
  return imagesPerSecond(detail)
}

function inNode(): number {
  const { runId } = inTerminal<{ runId: string }>(folder, 'train', '--spec', spec)
  return imagesPerSecond(inTerminal<RunDetail>(folder, 'runs', 'show', runId))
}

const before = loadBefore()
const [app, node]: [number[], number[]] = [[], []]
for (let each = 0; each < repetitions; each += 1) {
  app.push(await inApp())
  node.push(inNode())
  console.log(
    `${String(each + 1)}: app ${app[each]?.toFixed(0) ?? ''}, Node ${node[each]?.toFixed(0) ?? ''} images/s`,
  )
}
// Of pairs that ran one after the other: the load of the machine drifts.
const ratio = median(app.map((rate, each) => rate / (node[each] ?? Number.NaN)))
const passed = ratio >= least
console.log(
  `CNN in the app ${median(app).toFixed(0)} images/s, in bare Node ${median(node).toFixed(0)} images/s, ` +
    `ratio ${ratio.toFixed(3)} (≥ ${String(least)}: ${passed ? 'met' : 'MISSED'}; medians of ${String(repetitions)}; ${before})`,
)
if (!passed) process.exitCode = 1
