import { isNetwork } from '#contract/experiment-spec'
import { WorkbenchError, type Problem } from '#contract/problem'
import { runExperiment, type ExperimentOrder } from '#core/experiment'
import { openStore, readSettings, type Store } from '#core/runs'
import { cutOffWords } from '#core/runs/cut-off'
import { RunControl } from '#core/training'
import { chooseSpec, type SpecOptions } from './choose-spec'
import { answer, exitStatus, say, type Output } from './output'
import { TrainingProgress } from './progress'
import { figuresOfFit, outcomeWords } from './run-words'
import { findRun } from './runs'

/** Trains in this process, into the same run history as the app; resolves to the exit status. */
export async function train(
  options: SpecOptions,
  dataFolder: string,
  output: Output,
): Promise<number> {
  const spec = await chooseSpec(options)
  const store = openStore(dataFolder, { ownerPid: process.pid })
  try {
    const runId = store.createRun(spec)
    say(output, `Run ${runId}: ${spec.name}`)
    return await follow(store, { runId, spec, resume: null }, dataFolder, output)
  } finally {
    store.close()
  }
}

/** Has a run that ended go on from its newest checkpoint; resolves to the exit status. */
export async function resume(
  id: string,
  { rateShare = 1 }: { rateShare?: number },
  dataFolder: string,
  output: Output,
): Promise<number> {
  const store = openStore(dataFolder, { ownerPid: process.pid })
  try {
    const { id: runId } = findRun(store, id)
    const spec = store.reopen(runId)
    say(output, `Run ${runId} goes on: ${spec.name}`)
    return await follow(store, { runId, spec, resume: { rateShare } }, dataFolder, output)
  } finally {
    store.close()
  }
}

/** Runs what was asked for to its end, records it, and answers. */
async function follow(
  store: Store,
  { runId, spec, resume }: Pick<ExperimentOrder, 'runId' | 'spec' | 'resume'>,
  dataFolder: string,
  output: Output,
): Promise<number> {
  const control = new RunControl()
  const progress = new TrainingProgress(output)
  const kept = isNetwork(spec)
    ? 'what was learned is saved'
    : 'half a learner is none, and not kept'
  const interruption = stopOnInterrupt(control, progress, kept, () => {
    store.end(runId, 'stopped', cutOffWords(!isNetwork(spec)).interruptedTwice)
  })
  const failures: Problem[] = []
  const { threads } = readSettings(dataFolder)
  const order = { runId, spec, runFolder: store.folderOf(runId), threads, resume }
  try {
    await runExperiment(order, control, (message) => {
      store.record(runId, message)
      progress.show(message)
      if (message.type === 'failed') failures.push(message.problem)
    })
    const summary = store.reader.summary(runId)
    const { status, testAccuracy, testLoss, imagesPerSecond, seconds, parameters } = summary
    const { peakMemoryBytes } = summary
    const figures = { runId, status, testAccuracy, testLoss, imagesPerSecond, seconds }
    const [error] = failures.map(({ code, message }) => ({ code, message }))
    const fit = isNetwork(spec) ? {} : figuresOfFit(summary)
    answer(output, { ...figures, parameters, peakMemoryBytes, ...fit, error }, [
      `${status}: ${outcomeWords(summary, spec)}`,
    ])
    for (const { code, message, values } of failures)
      throw new WorkbenchError(code, message, values)
    // An interrupt that comes while the model is saved has nothing left to end.
    const ended = interruption.happened() && status === 'stopped'
    return ended ? exitStatus.interrupted : exitStatus.done
  } finally {
    interruption.end()
    progress.end()
  }
}

/** The first interrupt stops, which keeps what it says, the second ends at once. */
function stopOnInterrupt(
  control: RunControl,
  progress: TrainingProgress,
  kept: string,
  saveAsStopped: () => void,
) {
  let count = 0
  const ignore = () => {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
  }
  const onSignal = () => {
    count += 1
    if (count > 1) {
      progress.end()
      saveAsStopped()
      // Dies of the signal itself, which a shell calls 130: see the end of cli/index.ts.
      ignore()
      process.kill(process.pid, 'SIGINT')
      return
    }
    progress.say(`Stopping; ${kept}. Press Ctrl-C again to end at once.`)
    control.stop()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return { happened: () => count > 0, end: ignore }
}
