import { shallowReactive, shallowRef, watch, type Ref } from 'vue'
import type { ImageBatch, SampleQuery } from '#contract/dataset'
import type { Failure } from '#contract/problem'
import { failureOf, request } from '../api'

export type SampleFilter = Pick<SampleQuery, 'datasetId' | 'split' | 'classIndex'>

export interface Sample {
  /** Pixels of the page that holds the image, and its place there. */
  pixels: Uint8Array
  place: number
  label: number
  /** Position within its split. */
  index: number
}

export const pageSize = 240
/** About 10 MB of pixels. */
const keptPages = 48

/**
 * Images that match a filter, fetched in pages as they come into view.
 * `sampleAt` gives null for what is still on its way.
 */
export function useSamples(filter: Ref<SampleFilter>) {
  const pages = shallowReactive(new Map<number, ImageBatch>())
  const asked = new Set<number>()
  const total = shallowRef<number | null>(null)
  const failure = shallowRef<Failure | null>(null)
  let generation = 0

  async function fetchPage(page: number): Promise<void> {
    if (asked.has(page)) return
    asked.add(page)
    const mine = generation
    try {
      const query = { ...filter.value, offset: page * pageSize, limit: pageSize }
      const batch = await request('dataset:samples', query)
      if (mine !== generation) return
      total.value = batch.total
      failure.value = null
      pages.set(page, batch)
      forgetFarPages(page)
    } catch (error) {
      if (mine !== generation) return
      asked.delete(page)
      failure.value = failureOf(error)
    }
  }

  function forgetFarPages(near: number): void {
    const byDistance = [...pages.keys()].sort((a, b) => Math.abs(b - near) - Math.abs(a - near))
    for (const page of byDistance.slice(0, Math.max(0, pages.size - keptPages))) {
      pages.delete(page)
      asked.delete(page)
    }
  }

  /** Fetches what is missing between two images, both included. */
  function need(first: number, last: number): void {
    for (let page = Math.floor(first / pageSize); page <= Math.floor(last / pageSize); page++)
      void fetchPage(page)
  }

  function sampleAt(position: number): Sample | null {
    const batch = pages.get(Math.floor(position / pageSize))
    const place = position % pageSize
    const label = batch?.labels[place]
    const index = batch?.indices[place]
    if (!batch || label === undefined || index === undefined) return null
    return { pixels: batch.pixels, place, label, index }
  }

  function restart(): void {
    generation++
    pages.clear()
    asked.clear()
    total.value = null
    failure.value = null
    void fetchPage(0)
  }
  watch(filter, restart, { immediate: true })

  return { total, failure, need, sampleAt, restart }
}
