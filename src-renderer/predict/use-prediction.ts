import { shallowRef, watch, type Ref } from 'vue'
import type { Failure } from '#contract/problem'
import type { Prediction } from '#contract/predict'
import { failureOf, request } from '../api'
import { latestOnly } from '../ui/latest-only'
import { hasInk } from './drawing'
import { usePreparedModel } from './use-prepared-model'

/**
 * The chosen run's answer to the drawing, following both; one question at a time.
 * @param ink of a square sheet, any size
 */
export function usePrediction(runId: Ref<string | null>, ink: Ref<Uint8Array<ArrayBuffer>>) {
  const prediction = shallowRef<Prediction | null>(null)
  const failure = shallowRef<Failure | null>(null)

  const ask = latestOnly(async (question: { runId: string; ink: Uint8Array<ArrayBuffer> }) => {
    const isCurrent = () => question.runId === runId.value && hasInk(ink.value)
    try {
      const answer = await request('predict:drawing', {
        ...question,
        size: Math.sqrt(question.ink.length),
      })
      if (!isCurrent()) return
      prediction.value = answer
      failure.value = null
    } catch (error) {
      if (!isCurrent()) return
      prediction.value = null
      failure.value = failureOf(error)
    }
  })

  usePreparedModel(runId)
  watch(
    [runId, ink],
    () => {
      if (runId.value && hasInk(ink.value)) ask({ runId: runId.value, ink: ink.value })
      else {
        prediction.value = null
        failure.value = null
      }
    },
    { immediate: true },
  )
  return { prediction, failure }
}
