import { watchDebounced } from '@vueuse/core'
import { computed, ref, shallowRef, type Ref } from 'vue'
import type { ImageBatch } from '#contract/dataset'
import { augmentationPreviewSchema } from '#contract/dataset'
import { isAugmented, type Augmentation } from '#contract/augmentation'
import { request } from '../api'

/** While somebody types, nothing is drawn for each key. */
const quietMs = 150

/**
 * Draws of the augmentation on real images: `draws` for each of the first `rows` samples, one row
 * after another.
 * @returns pixels of all draws; null where augmentation is off or cannot be drawn yet
 */
export function useAugmented(
  datasetId: Readonly<Ref<string>>,
  augmentation: Readonly<Ref<Augmentation>>,
  samples: Readonly<Ref<ImageBatch | null>>,
  rows: number,
  draws: number,
) {
  const pixels = shallowRef<Uint8Array | null>(null)
  const failed = ref(false)
  const seed = ref(1)
  let asked = 0

  const query = computed(() => {
    if (!samples.value || !isAugmented(augmentation.value)) return null
    const indices = [...samples.value.indices.slice(0, rows)].flatMap((index) =>
      Array.from({ length: draws }, () => index),
    )
    const preview = {
      datasetId: datasetId.value,
      augmentation: augmentation.value,
      indices,
      seed: seed.value,
    }
    // A value that is out of bounds is told at its field, not here.
    return augmentationPreviewSchema.safeParse(preview).data ?? null
  })

  watchDebounced(
    query,
    async (preview) => {
      const mine = ++asked
      failed.value = false
      if (!preview) {
        pixels.value = null
        return
      }
      try {
        const answer = await request('dataset:augmented', preview)
        if (mine === asked) pixels.value = answer.pixels
      } catch {
        if (mine === asked) failed.value = true
      }
    },
    { debounce: quietMs, immediate: true },
  )
  return { pixels, failed, redraw: () => seed.value++ }
}
