import { flushPromises } from '@vue/test-utils'
import { effectScope, ref } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { SampleQuery } from '../../../../src-preload/contract/dataset'
import {
  pageSize,
  useSamples,
  type SampleFilter,
} from '../../../../src-renderer/dataset/use-samples'

const total = 10 * pageSize

function batch({ offset, limit, classIndex }: SampleQuery) {
  return {
    total,
    indices: Uint32Array.from({ length: limit }, (_, index) => offset + index),
    labels: new Uint8Array(limit).fill(classIndex ?? 7),
    pixels: new Uint8Array(limit),
  }
}

function open(answer: (query: SampleQuery) => Promise<unknown>) {
  const send = vi.fn(async (_channel: string, query: SampleQuery) => answer(query))
  vi.stubGlobal('workbench', { request: send })
  const filter = ref<SampleFilter>({ datasetId: 'mnist', split: 'train', classIndex: null })
  const scope = effectScope()
  const samples = scope.run(() => useSamples(filter))
  if (!samples) throw new Error('The scope has ended.')
  return { filter, samples, send }
}
afterEach(() => void vi.unstubAllGlobals())

describe('useSamples', () => {
  it('fetches each page once, when it comes into view', async () => {
    const { samples, send } = open(async (query) => ({ ok: true, value: batch(query) }))
    await flushPromises()
    expect(samples.total.value).toBe(total)
    expect(samples.sampleAt(3)).toMatchObject({ index: 3, place: 3, label: 7 })
    expect(samples.sampleAt(pageSize)).toBeNull()
    samples.need(pageSize - 5, pageSize + 5)
    samples.need(pageSize, pageSize + 9)
    await flushPromises()
    expect(samples.sampleAt(pageSize + 1)).toMatchObject({ index: pageSize + 1, place: 1 })
    expect(send.mock.calls.map(([, query]) => query.offset)).toEqual([0, pageSize])
  })

  it('drops the answer to a filter that has changed meanwhile', async () => {
    const waiting: (() => void)[] = []
    const { filter, samples } = open(
      (query) =>
        new Promise((resolve) => {
          waiting.push(() => resolve({ ok: true, value: batch(query) }))
        }),
    )
    filter.value = { ...filter.value, classIndex: 2 }
    await flushPromises()
    expect(waiting).toHaveLength(2)
    waiting[1]?.()
    await flushPromises()
    waiting[0]?.()
    await flushPromises()
    expect(samples.sampleAt(0)?.label).toBe(2)
  })

  it('says what failed, and starts over on request', async () => {
    const failure = { code: 'dataset.hash', message: 'Damaged.', values: {}, channel: 'x' }
    let broken = true
    const { samples } = open(async (query) =>
      broken ? { ok: false, failure } : { ok: true, value: batch(query) },
    )
    await flushPromises()
    expect(samples.failure.value).toEqual(failure)
    broken = false
    samples.restart()
    await flushPromises()
    expect(samples.failure.value).toBeNull()
    expect(samples.total.value).toBe(total)
  })
})
