import { givesVotes, type ExperimentSpec } from '#contract/experiment-spec'
import type { FitFigures } from '#contract/fit'
import type { RunSummary } from '#contract/run'
import { secondsText } from '#contract/seconds-text'
import { percent } from './output'

const seconds = (value: number | null) => (value === null ? '–' : `${secondsText(value)} s`)

/** How a run came out, as far as it did: a learner is fitted, a network trained so many images a second. */
export function outcomeWords(run: RunSummary, spec: ExperimentSpec): string {
  // Of a fit that was ended there is nothing else.
  if (run.epochsPlanned === 0 && run.fitSeconds === null) return `${seconds(run.seconds)} in all`
  const loss = givesVotes(spec) ? 'test loss of votes' : 'test loss'
  const test = `test accuracy ${percent(run.testAccuracy)}, ${loss} ${run.testLoss?.toPrecision(3) ?? '–'}`
  const work =
    run.epochsPlanned === 0 ? fitWords(run) : `${run.imagesPerSecond?.toFixed(0) ?? '–'} images/s`
  return `${test}, ${work}, ${seconds(run.seconds)} in all`
}

function fitWords(run: FitFigures) {
  const { fitSeconds, predictSeconds, supportVectors, outOfBagAccuracy } = run
  const { converged, iterations } = run
  return [
    ...(converged === false ? ['not converged'] : []),
    ...(iterations === null ? [] : [`${iterations} iterations`]),
    ...(outOfBagAccuracy === null ? [] : [`out-of-bag accuracy ${percent(outOfBagAccuracy)}`]),
    ...(supportVectors === null ? [] : [`${supportVectors} support vectors`]),
    `fitted in ${seconds(fitSeconds)}`,
    `test set in ${seconds(predictSeconds)}`,
  ].join(', ')
}

/** For programs: the seconds always, what was found out where the learner has it. */
export function figuresOfFit(run: FitFigures): Partial<FitFigures> {
  const { fitSeconds, predictSeconds, supportVectors, outOfBagAccuracy } = run
  const { converged, iterations } = run
  return {
    fitSeconds,
    predictSeconds,
    ...(supportVectors === null ? {} : { supportVectors }),
    ...(outOfBagAccuracy === null ? {} : { outOfBagAccuracy }),
    ...(converged === null ? {} : { converged }),
    ...(iterations === null ? {} : { iterations }),
  }
}
