import { flushPromises } from '@vue/test-utils'
import { effectScope, shallowRef } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  usePredictedImages,
  type ImagesFilter,
} from '../../../../src-renderer/runs/use-predicted-images'
import { fakeBridge } from '../../../support/renderer/fake-bridge'

function open() {
  const bridge = fakeBridge({
    'runs:predictedImages': ({ limit, offset }) => {
      const count = Math.min(limit, 25 - offset)
      return {
        total: 25,
        indices: Uint32Array.from({ length: count }, (_, at) => offset + at),
        actual: new Uint8Array(count),
        predicted: new Uint8Array(count).fill(1),
        confidence: new Float32Array(count),
        pixels: new Uint8Array(count * 784),
      }
    },
  })
  const filter = shallowRef<ImagesFilter | null>({
    runId: 'run00000001',
    actual: 4,
    predicted: 9,
    errorsOnly: false,
  })
  const scope = effectScope()
  const used = scope.run(() => usePredictedImages(filter, 10))
  if (!used) throw new Error('The scope has ended.')
  return { bridge, filter, ...used }
}
afterEach(() => void vi.unstubAllGlobals())

describe('images behind a cell', () => {
  it('come page by page', async () => {
    const { page, pages, images } = open()
    await flushPromises()
    expect(pages.value).toBe(3)
    page.value = 2
    await flushPromises()
    expect([...(images.value?.indices ?? [])]).toEqual([20, 21, 22, 23, 24])
  })

  it('begin anew for another cell, and stay for the same one asked again', async () => {
    const { bridge, filter, page } = open()
    await flushPromises()
    page.value = 1
    await flushPromises()
    if (filter.value) filter.value = { ...filter.value }
    await flushPromises()
    expect(page.value).toBe(1)
    expect(bridge.askedFor('runs:predictedImages')).toHaveLength(2)
    if (filter.value) filter.value = { ...filter.value, predicted: null }
    await flushPromises()
    expect(page.value).toBe(0)
    expect(bridge.askedFor('runs:predictedImages').at(-1)).toMatchObject({
      actual: 4,
      predicted: null,
      offset: 0,
    })
  })

  it('go when nothing is chosen', async () => {
    const { filter, images } = open()
    await flushPromises()
    filter.value = null
    await flushPromises()
    expect(images.value).toBeNull()
  })
})
