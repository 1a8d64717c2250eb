import { computed, shallowRef, watch, type Ref } from 'vue'
import type { Failure } from '#contract/problem'
import type { PredictedImages, PredictedImagesQuery } from '#contract/run'
import { failureOf, request } from '../api'

export type ImagesFilter = Pick<
  PredictedImagesQuery,
  'runId' | 'actual' | 'predicted' | 'errorsOnly'
>

/** Test images page by page, the most confident first. */
export function usePredictedImages(filter: Readonly<Ref<ImagesFilter | null>>, pageSize: number) {
  const page = shallowRef(0)
  const images = shallowRef<PredictedImages | null>(null)
  const failure = shallowRef<Failure | null>(null)
  let latest = 0

  async function load(): Promise<void> {
    const mine = ++latest
    const asked = filter.value
    if (!asked) {
      images.value = failure.value = null
      return
    }
    try {
      const found = await request('runs:predictedImages', {
        ...asked,
        offset: page.value * pageSize,
        limit: pageSize,
      })
      if (mine !== latest) return
      images.value = found
      failure.value = null
    } catch (error) {
      if (mine === latest) failure.value = failureOf(error)
    }
  }

  watch(
    filter,
    (now, before) => {
      // The same question asked by a new object keeps its page.
      if (JSON.stringify(now) === JSON.stringify(before)) return
      page.value = 0
      images.value = null
      void load()
    },
    { immediate: true },
  )
  watch(page, () => void load())

  const pages = computed(() => Math.ceil((images.value?.total ?? 0) / pageSize))
  return { page, pages, images, failure, load }
}
