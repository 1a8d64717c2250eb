import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { givesVotes, isNetwork } from '#contract/experiment-spec'
import type { RunDetail, RunSummary } from '#contract/run'
import {
  formatAccuracy,
  formatBytes,
  formatDuration,
  formatLoss,
  formatRate,
  formatShortCount,
} from '../ui/format'
import { wilsonInterval } from './wilson'

export interface RunFigure {
  label: string
  value: string
  /** What it is computed from, where that has to be said. */
  hint?: string
}

/** The figures of a run, by the same names and in the same forms wherever it is headed by them. */
export function useRunFigures(detail: () => RunDetail) {
  const { t } = useI18n()
  const run = computed(() => detail().summary)

  const testImages = computed(() =>
    (detail().confusion?.counts ?? new Uint32Array()).reduce((sum, count) => sum + count, 0),
  )
  /** Where the test accuracy lies, with 95 %; null where there is none. */
  const range = computed(() => {
    const { testAccuracy } = run.value
    const interval = testAccuracy === null ? null : wilsonInterval(testAccuracy, testImages.value)
    if (!interval) return null
    return `${(interval.low * 100).toFixed(2)} – ${formatAccuracy(interval.high)}`
  })
  /** The one that matters; null before there is any. */
  const main = computed<RunFigure | null>(() => {
    const { testAccuracy, validationAccuracy } = run.value
    if (testAccuracy !== null)
      return { label: t('runs.testAccuracy'), value: formatAccuracy(testAccuracy) }
    if (validationAccuracy === null) return null
    return { label: t('runs.validationAccuracy'), value: formatAccuracy(validationAccuracy) }
  })
  const others = computed<RunFigure[]>(() => {
    const { testLoss, validationLoss, seconds, parameters, peakMemoryBytes } = run.value
    const { spec } = detail()
    const fitted = !isNetwork(spec)
    const hint = t(givesVotes(spec) ? 'runs.lossOfVotes' : 'runs.lossOfProbabilities')
    return [
      testLoss === null
        ? { label: t('runs.validationLoss'), value: formatLoss(validationLoss) }
        : { label: t('runs.testLoss'), value: formatLoss(testLoss), hint },
      ...(fitted ? [] : [{ label: t('runs.epochs'), value: epochsOf(run.value) }]),
      { label: t('runs.duration'), value: formatDuration(seconds) },
      ...(fitted
        ? [
            { label: t('learner.fitSeconds'), value: formatDuration(run.value.fitSeconds) },
            { label: t('learner.predictSeconds'), value: formatDuration(run.value.predictSeconds) },
          ]
        : [{ label: t('runs.imagesPerSecond'), value: formatRate(run.value.imagesPerSecond) }]),
      {
        label: t(fitted ? 'learner.kept' : 'runs.parameters'),
        // A learner's stand as 0 until it is fitted.
        value: formatShortCount(parameters || null),
      },
      { label: t('runs.memory'), value: formatBytes(peakMemoryBytes) },
    ].filter(({ value }) => value !== '–')
  })
  return { main, range, testImages, others }
}

const epochsOf = ({ epochsDone, epochsPlanned }: RunSummary) =>
  epochsDone === epochsPlanned ? `${epochsDone}` : `${epochsDone} / ${epochsPlanned}`
