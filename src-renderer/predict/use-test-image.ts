import { ref, type Ref } from 'vue'
import { request } from '../api'
import { enlarge } from './drawing'

export interface TestImage {
  /** Ink of the pad's size. */
  ink: Uint8Array
  /** Position in the test set. */
  index: number
  label: number
}

/** Takes images of the test set at random: what those draw who cannot use a pointer. */
export function useTestImage(datasetId: Ref<string>) {
  const total = ref(1)

  /** @throws RequestFailure where the image cannot be had. */
  async function pick(): Promise<TestImage | null> {
    const query = { datasetId: datasetId.value, split: 'test', classIndex: null, limit: 1 } as const
    if (total.value === 1)
      total.value = (await request('dataset:samples', { ...query, offset: 0 })).total
    const offset = Math.floor(Math.random() * total.value)
    const batch = await request('dataset:samples', { ...query, offset })
    const [index] = batch.indices
    const [label] = batch.labels
    if (index === undefined || label === undefined) return null
    return { ink: enlarge(batch.pixels, Math.sqrt(batch.pixels.length)), index, label }
  }
  return { pick }
}
