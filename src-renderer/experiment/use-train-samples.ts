import { shallowRef, watch, type Ref } from 'vue'
import type { ImageBatch } from '#contract/dataset'
import { request } from '../api'

/** The first images of the training set, for pictures; null while they are on their way. */
export function useTrainSamples(datasetId: Readonly<Ref<string>>, limit: number) {
  const samples = shallowRef<ImageBatch | null>(null)

  async function load(): Promise<void> {
    const asked = datasetId.value
    samples.value = null
    try {
      const query = {
        datasetId: asked,
        split: 'train',
        classIndex: null,
        offset: 0,
        limit,
      } as const
      const batch = await request('dataset:samples', query)
      if (asked === datasetId.value) samples.value = batch
    } catch {
      // The summary fails with the images, and says so in their place.
    }
  }
  watch(datasetId, load, { immediate: true })
  return { samples, load }
}
