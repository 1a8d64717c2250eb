import type { RunSummary } from '#contract/run'
import { percent } from './output'

const seconds = (value: number | null) => (value === null ? '–' : `${value.toFixed(1)} s`)

/** How a run came out, as far as it did: a learner is fitted, a network trained so many images a second. */
export function outcomeWords(run: RunSummary): string {
  const test = `test accuracy ${percent(run.testAccuracy)}, test loss ${run.testLoss?.toPrecision(3) ?? '–'}`
  const work =
    run.epochsPlanned === 0
      ? `fitted in ${seconds(run.fitSeconds)}, test set in ${seconds(run.predictSeconds)}`
      : `${run.imagesPerSecond?.toFixed(0) ?? '–'} images/s`
  return `${test}, ${work}, ${seconds(run.seconds)} in all`
}
