import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readSavedModel, weightOf } from '#core/export/saved-model'
import { WorkbenchError } from '#contract/problem'
import { writeModel } from '../../../support/export/run'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'saved-model-'))
})
afterEach(() => rm(folder, { recursive: true }))

const weights = [
  { name: 'dense_1/kernel', shape: [2, 3], values: Float32Array.of(1, 2, 3, 4, 5, 6) },
  { name: 'dense_1/bias', shape: [3], values: Float32Array.of(0.5, -0.5, 0) },
]
const problem = (code: string) => ({ problem: expect.objectContaining({ code }) as unknown })

describe('readSavedModel', () => {
  it('reads weights by name without TensorFlow', async () => {
    await writeModel(folder, weights)
    const saved = await readSavedModel(folder)
    expect(weightOf(saved, 'dense_1', 'kernel', [2, 3])).toEqual(weights[0]?.values)
    expect(weightOf(saved, 'dense_1', 'bias', [3])).toEqual(weights[1]?.values)
  })

  it('checks the shape that the spec asks for', async () => {
    await writeModel(folder, weights)
    const saved = await readSavedModel(folder)
    expect(() => weightOf(saved, 'dense_1', 'kernel', [3, 2])).toThrow(WorkbenchError)
    expect(() => weightOf(saved, 'dense_2', 'kernel', [3, 2])).toThrow(WorkbenchError)
  })

  it('tells a run without a model from a damaged one', async () => {
    await expect(readSavedModel(folder)).rejects.toMatchObject(problem('export.noModel'))
    await writeModel(folder, weights)
    await rm(join(folder, 'weights.bin'))
    await expect(readSavedModel(folder)).rejects.toMatchObject(problem('export.damagedModel'))
  })

  it.each([
    ['is no JSON', () => '{'],
    ['is something else', () => '[]'],
    ['is empty', () => ''],
    ['names no weights', (text: string) => text.replace('weightsManifest', 'other')],
    ['leads out of its folder', (text: string) => text.replace('weights.bin', '../weights.bin')],
    ['has another type', (text: string) => text.replace('float32', 'int32')],
    ['has a negative size', (text: string) => text.replace('[2,3]', '[-2,-3]')],
    ['is too large', (text: string) => text.replace('[2,3]', '[2,300]')],
    ['names a weight twice', (text: string) => text.replace('dense_1/kernel', 'dense_1/bias')],
  ])('refuses a model.json that %s', async (_, damage) => {
    await writeModel(folder, weights)
    const path = join(folder, 'model.json')
    await writeFile(path, damage(await readFile(path, 'utf8')))
    await expect(readSavedModel(folder)).rejects.toMatchObject(problem('export.damagedModel'))
  })

  it('refuses weights of any other length', async () => {
    await writeModel(folder, weights)
    const path = join(folder, 'weights.bin')
    for (const bytes of [0, 1, 35, 37, 40]) {
      await writeFile(path, Buffer.alloc(bytes))
      await expect(readSavedModel(folder)).rejects.toMatchObject(problem('export.damagedModel'))
    }
  })

  it('refuses weights that are not numbers', async () => {
    const [kernel, bias] = weights
    if (!kernel || !bias) throw new Error('weights')
    await writeModel(folder, [kernel, { ...bias, values: Float32Array.of(0, NaN, 1) }])
    await expect(readSavedModel(folder)).rejects.toMatchObject(problem('export.notFinite'))
  })

  it('answers any model.json with a model or a problem', async () => {
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'weights.bin'), Buffer.alloc(8))
    await fc.assert(
      fc.asyncProperty(fc.json(), async (text) => {
        await writeFile(join(folder, 'model.json'), text)
        const error = await readSavedModel(folder).catch((reason: unknown) => reason)
        expect(error).toBeInstanceOf(WorkbenchError)
      }),
      { numRuns: 50 },
    )
  })
})
