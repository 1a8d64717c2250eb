import { describe, expect, it } from 'vitest'
import {
  svmSearchProgressSchema,
  svmSearchResultSchema,
  type SvmSearch,
  type SvmSearchProgress,
} from '#contract/svm-search'
import { calleeMessageSchema } from '../../../src-main/processes/rpc-protocol'
import { serve } from '../../../src-main/processes/rpc-server'
import { searchMethods } from '../../../src-main/processes/search-methods'
import { smallSearch } from '../../support/engine/search'

/** The search process without Electron: what main hears, from the call to its answer. */
function ask(search: SvmSearch) {
  const progress: SvmSearchProgress[] = []
  return new Promise<{ progress: SvmSearchProgress[]; answer: unknown; problem: string | null }>(
    (done) => {
      let hear: (message: unknown) => void = () => undefined
      const line = {
        // As a message goes from process to process.
        post: (raw: unknown) => {
          const message = calleeMessageSchema.parse(structuredClone(raw))
          if (message.type === 'notice') progress.push(svmSearchProgressSchema.parse(message.value))
          else if (message.type === 'answer')
            done({ progress, answer: message.value, problem: null })
          else done({ progress, answer: null, problem: message.problem.code })
        },
        listen: (listener: (message: unknown) => void) => (hear = listener),
      }
      const server = serve(
        line,
        searchMethods((now) => {
          server.notify('progress', now)
        }),
      )
      hear({ id: 1, method: 'search', argument: { search, threads: null } })
    },
  )
}

describe('the search process', () => {
  it('tells each score as it comes, and the best at the end', async () => {
    const { progress, answer } = await ask(smallSearch())
    const { best, scores, images, seconds } = svmSearchResultSchema.parse(answer)
    expect(best).toMatchObject({ gamma: 0.02 })
    expect(best.score).toBe(Math.max(...scores))
    expect(best.score).toBeGreaterThan(0.8)
    expect([...images]).toEqual([400, 400, 400, 400])
    expect(seconds).toBeGreaterThan(0)
    const known = progress.map((now) => now.scores?.scores.filter((score) => score >= 0).length)
    expect([...new Set(known.filter((count) => count !== undefined && count > 0))]).toEqual([
      1, 2, 3, 4,
    ])
    const shares = progress.map(({ share }) => share)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
  })

  it('searches with the images that the experiment trains on, and no others', async () => {
    const { spec } = smallSearch()
    const few = { ...spec, dataset: { ...spec.dataset, trainLimit: 300 } }
    const refused = await ask(smallSearch({ spec: few, images: 301 }))
    expect(refused.problem).toBe('svm.subset')
    const taken = await ask(smallSearch({ spec: few, images: 300 }))
    expect(taken.problem).toBe(null)
  })

  it.each([
    ['search.kernel', smallSearch({}, { kernel: 'linear' })],
    ['svm.kernelTooLarge', smallSearch({ gammas: [1000] }, { kernel: 'polynomial', degree: 10 })],
    ['svm.kernelTooSmall', smallSearch({ gammas: [1e-9, 1] }, { kernel: 'polynomial', degree: 5 })],
  ])('refuses with %s before it begins', async (code, search) => {
    const { progress, problem } = await ask(search)
    expect(problem).toBe(code)
    expect(progress).toEqual([])
  })
})
