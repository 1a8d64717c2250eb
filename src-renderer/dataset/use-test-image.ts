import { shallowRef, type Ref } from 'vue'
import type { ImageBatch } from '#contract/dataset'
import type { Failure } from '#contract/problem'
import { failureOf, request } from '../api'

export interface TestImage {
  /** [height × width], bytes */
  pixels: Uint8Array
  /** Position in the test set. */
  index: number
  label: number
}

/** One test image after another; there is none until the first is loaded or drawn. */
export function useTestImage(datasetId: Readonly<Ref<string>>) {
  const image = shallowRef<TestImage | null>(null)
  const failure = shallowRef<Failure | null>(null)
  let position = 0
  let total = 0
  let questions = 0

  async function read(offset: number): Promise<ImageBatch> {
    const query = { datasetId: datasetId.value, split: 'test', classIndex: null, limit: 1 } as const
    const batch = await request('dataset:samples', { ...query, offset })
    total = batch.total
    return batch
  }

  /** Of several questions the last one counts, whichever is answered first. */
  async function show(find: () => Promise<ImageBatch>): Promise<void> {
    const mine = (questions += 1)
    failure.value = null
    try {
      const { pixels, indices, labels } = await find()
      const [index = 0] = indices
      const [label = 0] = labels
      if (mine === questions) image.value = { pixels, index, label }
    } catch (error) {
      if (mine === questions) failure.value = failureOf(error)
    }
  }

  const load = () => show(() => read(position))

  /** Round and round: after the last image comes the first. */
  const goOn = (stepsOf: (total: number) => number) =>
    show(async () => {
      if (total === 0) await read(position)
      position = (position + stepsOf(total) + total) % total
      return read(position)
    })
  const move = (by: number) => goOn(() => by)
  /** Any other image. */
  const draw = () => goOn((all) => 1 + Math.floor(Math.random() * (all - 1)))
  return { image, failure, load, move, draw }
}
