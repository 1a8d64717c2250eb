import { computed, shallowRef, watch, type Ref } from 'vue'
import type { NeighboursQuery, VotingNeighbours } from '#contract/neighbours'
import type { Failure } from '#contract/problem'
import { failureOf, request } from '../api'
import { latestOnly } from '../ui/latest-only'

const same = (one: NeighboursQuery, other: NeighboursQuery | undefined) =>
  one.runId === other?.runId && one.image === other.image

/** The training images that voted on a test image, following it; one question at a time. */
export function useNeighbours(query: Readonly<Ref<NeighboursQuery>>) {
  const found = shallowRef<{ query: NeighboursQuery; neighbours: VotingNeighbours } | null>(null)
  const failure = shallowRef<Failure | null>(null)

  const ask = latestOnly(async (asked: NeighboursQuery) => {
    try {
      const neighbours = await request('learner:neighbours', asked)
      if (!same(asked, query.value)) return
      found.value = { query: asked, neighbours }
      failure.value = null
    } catch (error) {
      if (same(asked, query.value)) failure.value = failureOf(error)
    }
  })
  const load = () => ask({ ...query.value })
  watch(
    query,
    (now, before) => {
      if (same(now, before)) return
      failure.value = null
      load()
    },
    { immediate: true },
  )

  /** Those of the image before stay for the moment until the next have come: nothing jumps. */
  const neighbours = computed(() =>
    found.value?.query.runId === query.value.runId ? found.value.neighbours : null,
  )
  const current = computed(() => same(query.value, found.value?.query))
  return { neighbours, current, failure, load }
}
