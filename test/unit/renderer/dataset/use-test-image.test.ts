import { flushPromises } from '@vue/test-utils'
import { ref } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ImageBatch, SampleQuery } from '../../../../src-preload/contract/dataset'
import { useTestImage } from '../../../../src-renderer/dataset/use-test-image'
import { fakeBridge } from '../../../support/renderer/fake-bridge'

const total = 4

function batch({ offset }: Pick<SampleQuery, 'offset'>): ImageBatch {
  return {
    total,
    indices: Uint32Array.of(offset),
    labels: Uint8Array.of(offset + 5),
    pixels: new Uint8Array(784).fill(offset),
  }
}

function open(answer: (query: SampleQuery) => ImageBatch | Promise<ImageBatch> = batch) {
  const bridge = fakeBridge({ 'dataset:samples': answer })
  return { bridge, ...useTestImage(ref('mnist')) }
}
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('useTestImage', () => {
  it('asks for nothing before it is told to, then goes round and round', async () => {
    const { bridge, image, load, move } = open()
    await flushPromises()
    expect(bridge.askedFor('dataset:samples')).toEqual([])
    await load()
    expect(image.value).toMatchObject({ index: 0, label: 5 })
    await move(-1)
    expect(image.value).toMatchObject({ index: 3, label: 8 })
    await move(1)
    expect(image.value?.index).toBe(0)
  })

  it.each([
    { chance: 0, first: 1, second: 2 },
    { chance: 0.999, first: 3, second: 2 },
  ])('draws another image of all, the first time too ($chance)', async (wanted) => {
    vi.spyOn(Math, 'random').mockReturnValue(wanted.chance)
    const { image, draw } = open()
    await draw()
    expect(image.value?.index).toBe(wanted.first)
    await draw()
    expect(image.value?.index).toBe(wanted.second)
  })

  it('shows the last of several that were asked for, whichever comes first', async () => {
    const waiting: (() => void)[] = []
    const { bridge, image, load, move } = open()
    await load()
    bridge.handlers['dataset:samples'] = (query) =>
      new Promise((resolve) => void waiting.push(() => resolve(batch(query))))
    const moves = [move(1), move(1)]
    await flushPromises()
    waiting[1]?.()
    waiting[0]?.()
    await Promise.all(moves)
    expect(image.value?.index).toBe(2)
  })

  it('says what failed, keeps what it has, and loads on request', async () => {
    const { bridge, image, failure, load, move } = open()
    await load()
    bridge.handlers['dataset:samples'] = () => {
      throw new Error('Gone.')
    }
    await move(1)
    expect(failure.value?.message).toBe('Gone.')
    expect(image.value?.index).toBe(0)
    bridge.handlers['dataset:samples'] = batch
    await load()
    expect(failure.value).toBeNull()
    expect(image.value?.index).toBe(1)
  })
})
