import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { galleryModel } from '#contract/model-gallery'
import { modelSpecSchema } from '#contract/model-spec'
import { createStep } from '#core/training'
import { firstImages, stepParts } from '../../support/engine/steps'
import { nativeTensors } from '../../support/engine/tensors'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkbench-towers-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** How many towers a fresh step of the MLP gets. */
async function towersOf(choice: { towers: number | null; file: string }): Promise<number | null> {
  const tf = await nativeTensors()
  const spec = modelSpecSchema.parse(galleryModel('mlp'))
  const parts = stepParts(tf, spec, await firstImages(64))
  const { step, execution } = createStep(parts, { ...choice, sizes: [32] })
  step.dispose()
  parts.model.dispose()
  expect(execution).toMatchObject({ execution: 'compiled', executionReason: null })
  return execution.towers
}

it('is measured once and then kept', async () => {
  const file = join(folder, 'deep', 'towers.json')
  const towers = await towersOf({ towers: null, file })
  expect([1, 2]).toContain(towers)
  const kept = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>)
  expect(kept.map(([, value]) => value)).toEqual([towers])
  // The file counts, whatever the clock would say now.
  const other = towers === 1 ? 2 : 1
  writeFileSync(file, JSON.stringify({ [kept[0]?.[0] ?? '']: other }))
  expect(await towersOf({ towers: null, file })).toBe(other)
})

it('is measured again where the file is damaged', async () => {
  const file = join(folder, 'towers.json')
  writeFileSync(file, '{"')
  const towers = await towersOf({ towers: null, file })
  expect(Object.values(JSON.parse(readFileSync(file, 'utf8')) as object)).toEqual([towers])
})

it('is what the recipe says', async () => {
  const file = join(folder, 'towers.json')
  expect(await towersOf({ towers: 3, file })).toBe(3)
  expect(existsSync(file)).toBe(false)
})
