import { shallowRef, watch, type Ref } from 'vue'
import type { ImageBatch } from '#contract/dataset'
import type { Failure } from '#contract/problem'
import { failureOf, request } from '../api'

/** One test image after another. */
export function useTestImage(datasetId: Readonly<Ref<string>>) {
  const image = shallowRef<ImageBatch | null>(null)
  const failure = shallowRef<Failure | null>(null)
  const position = shallowRef(0)

  async function load(): Promise<void> {
    const asked = position.value
    failure.value = null
    try {
      const query = { datasetId: datasetId.value, split: 'test' as const, classIndex: null }
      const batch = await request('dataset:samples', { ...query, offset: asked, limit: 1 })
      if (asked === position.value) image.value = batch
    } catch (error) {
      if (asked === position.value) failure.value = failureOf(error)
    }
  }
  watch([datasetId, position], load, { immediate: true })

  /** Round and round: after the last image comes the first. */
  function move(by: number): void {
    const total = image.value?.total ?? 0
    if (total > 0) position.value = (position.value + by + total) % total
  }
  const draw = () => {
    move(1 + Math.floor(Math.random() * ((image.value?.total ?? 1) - 1)))
  }
  return { image, failure, move, draw, load }
}
