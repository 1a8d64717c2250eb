import { WorkbenchError } from '#contract/problem'
import type { EpochFigures, RunSummary } from '#contract/run'
import { secondsText } from '#contract/seconds-text'
import { openStore, type Store } from '#core/runs'
import { answer, percent, table, type Output } from './output'
import { outcomeWords } from './run-words'

export function listRuns(dataFolder: string, output: Output): void {
  withStore(dataFolder, (store) => {
    const runs = store.reader.list({ search: '', sortBy: 'number', descending: true })
    const head = ['run', 'id', 'name', 'status', 'test', 'epochs', 'seconds']
    const rows = runs.map((run) => [
      String(run.number),
      run.id,
      run.name,
      run.status,
      percent(run.testAccuracy),
      run.epochsPlanned === 0 ? '–' : `${run.epochsDone}/${run.epochsPlanned}`,
      run.seconds === null ? '–' : secondsText(run.seconds),
    ])
    answer(output, { runs }, runs.length === 0 ? ['No runs yet.'] : table([head, ...rows]))
  })
}

export function showRun(id: string, dataFolder: string, output: Output): void {
  withStore(dataFolder, (store) => {
    const { summary, spec, environment, epochs, events, artifacts } = store.reader.detail(
      findRun(store, id).id,
    )
    const value = { summary, spec, environment, epochs, events, artifacts }
    answer(output, value, [
      `Run ${summary.number} ${summary.id}: ${summary.name} (${summary.status})`,
      ...(summary.reason ? [summary.reason] : []),
      outcomeWords(summary, spec),
      ...(epochs.length === 0 ? [] : table([epochHead, ...epochs.map(epochRow)])),
    ])
  })
}

const epochHead = ['epoch', 'loss', 'validation loss', 'validation accuracy', 'images/s']

const epochRow = (figures: EpochFigures) => [
  String(figures.epoch),
  figures.trainLoss.toPrecision(3),
  figures.validationLoss.toPrecision(3),
  percent(figures.validationAccuracy),
  figures.imagesPerSecond.toFixed(0),
]

export function deleteRun(id: string, dataFolder: string, output: Output): void {
  withStore(dataFolder, (store) => {
    const run = findRun(store, id)
    const { freedBytes } = store.delete([run.id])
    answer(output, { runId: run.id, freedBytes }, [`Deleted run ${run.number} ${run.id}.`])
  })
}

/** A run by its id, the beginning of one, or its number. @throws WorkbenchError `run.unknown` or `run.ambiguous` */
export function findRun(store: Store, id: string): RunSummary {
  const [run, another] = store.reader.findByPrefix(id)
  if (!run) throw new WorkbenchError('run.unknown', `There is no run “${id}”.`, { run: id })
  if (another)
    throw new WorkbenchError('run.ambiguous', `Several runs begin with “${id}”.`, { run: id })
  return run
}

export function withStore<Result>(dataFolder: string, use: (store: Store) => Result): Result {
  const store = openStore(dataFolder, { ownerPid: process.pid })
  try {
    return use(store)
  } finally {
    store.close()
  }
}
