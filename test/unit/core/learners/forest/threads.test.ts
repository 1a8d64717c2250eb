import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { afterAll, describe, expect, it } from 'vitest'
import { fitForest, permutationImportance } from '#core/learners/forest'
import { threadsOf } from '#core/learners/forest/threads'
import { partOf } from '#core/learners/pace'
import type { Work } from '#core/learners/types'
import { quietWork, sampleImages, settingsOf } from './sample-images'

const folder = mkdtempSync(join(tmpdir(), 'inkbench-forest-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A worker of its own code in place of the forest's. */
function worker(name: string, code: string): string {
  const file = join(folder, `${name}.cjs`)
  writeFileSync(file, `const { parentPort } = require('node:worker_threads')\n${code}`)
  return file
}

const images = sampleImages(400)
const { entry } = threadsOf({})
const fit = (count: number, file = entry, work = quietWork(), trees = 9) =>
  fitForest(images, settingsOf({ trees }), work, { count, entry: file })

/** Every worker of this process; one that has ended has no number. */
const workers: Worker[] = []
process.on('worker', (started: Worker) => workers.push(started))
const liveThreads = () => workers.filter(({ threadId }) => threadId >= 0)

describe('the threads of a forest', () => {
  it('grow the same forest however many there are', async () => {
    const reports: unknown[] = []
    const report: Work['report'] = (share, counted) => void reports.push([share, counted])
    const work = { ...quietWork(), report }
    const [here, one, three] = [await fit(0), await fit(1), await fit(3, entry, work)]
    expect([here, one, three].map(({ threads }) => threads)).toEqual([0, 1, 3])
    expect(one).toEqual({ ...here, threads: 1 })
    expect(three).toEqual({ ...here, threads: 3 })
    const each = Array.from({ length: 9 }, (_, tree) => tree + 1)
    expect(reports).toEqual(each.map((done) => [done / 9, { unit: 'trees', done, of: 9 }]))

    const settings = { repeats: 3, seed: 2, outOfBag: true }
    const measure = (count: number) =>
      permutationImportance(here.forest, images, settings, quietWork(), { count, entry })
    expect(await measure(2)).toEqual(await measure(0))
    expect(workers.length).toBe(6)
    expect(liveThreads()).toEqual([])
  })

  it('see the forest, its images and their labels without a copy', async () => {
    const { forest } = await fit(0)
    const { classes, features } = forest
    const file = worker(
      'looking',
      `const { workerData } = require('node:worker_threads')
      const { forest, pixels, labels, seenBy } = workerData.input
      const arrays = [...Object.values(forest), pixels, labels, seenBy].filter(ArrayBuffer.isView)
      const shared = arrays.filter(({ buffer }) => buffer instanceof SharedArrayBuffer)
      const images = new Float64Array(${classes})
      images.set([arrays.length, shared.length])
      const losses = new Float64Array(${classes * features})
      parentPort.once('message', () => {
        for (let piece = 0; piece < workerData.pieces; piece += 1)
          parentPort.postMessage({ piece, result: { images: piece ? images.map(() => 0) : images, losses } })
      })
      parentPort.postMessage('ready')`,
    )
    const settings = { repeats: 1, seed: 2, outOfBag: true }
    const told = await permutationImportance(forest, images, settings, quietWork(), {
      count: 1,
      entry: file,
    })
    // Five arrays of the forest and three beside it, and as many of them shared.
    expect(told.images).toBe(8 + 8)
  })

  it('are as many as the work may have, and else one a core', async () => {
    const ofWork = (work: Partial<Work>) =>
      fitForest(images, settingsOf({ trees: 9 }), { ...quietWork(), ...work })
    expect((await ofWork({ threads: 1 })).threads).toBe(1)
    expect((await ofWork(partOf({ ...quietWork(), threads: 3 }, 0, 0.5))).threads).toBe(3)
    const cores = Math.min(9, availableParallelism())
    expect((await ofWork({})).threads).toBe(cores)
    expect((await ofWork({ threads: null })).threads).toBe(cores)
  })

  it('are no more than there are trees', async () => {
    expect((await fit(3, entry, quietWork(), 2)).threads).toBe(2)
  })

  it.each([
    ['is missing', join(folder, 'missing.cjs')],
    ['falls over at once', worker('broken', 'throw new Error("no")')],
    ['ends at once', worker('ended', 'process.exit(0)')],
  ])('are done without where their file %s', async (_, file) => {
    expect(await fit(2, file)).toEqual(await fit(0))
    expect(liveThreads()).toEqual([])
  })

  it.each([
    ['throws', 'throw new Error("broken")', 'broken'],
    ['is ended', 'process.exit(3)', '3'],
    ['leaves', 'process.exit(0)', '0'],
  ])('fail clearly where one %s at work', async (name, code, detail) => {
    const file = worker(
      name,
      `parentPort.once('message', () => { ${code} })
      parentPort.postMessage('ready')`,
    )
    await expect(fit(2, file)).rejects.toMatchObject({
      problem: { code: 'forest.threadEnded' },
      detail: expect.stringContaining(detail) as string,
    })
    expect(liveThreads()).toEqual([])
  })

  it.each([0, 2])('end when they are cancelled in the middle (%i threads)', async (count) => {
    const cancel = new AbortController()
    const reason = new Error('enough')
    const report = () => cancel.abort(reason)
    const many = fitForest(
      images,
      settingsOf({ trees: 10_000 }),
      { signal: cancel.signal, report },
      { count, entry },
    )
    await expect(many).rejects.toBe(reason)
    expect(liveThreads()).toEqual([])
  })

  it('do not begin after a cancel', async () => {
    const signal = AbortSignal.abort(new Error('early'))
    await expect(fit(2, entry, { ...quietWork(), signal })).rejects.toThrow('early')
  })
})
