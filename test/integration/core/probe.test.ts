import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { probeExperiment } from '#core/experiment'
import { smallExperiment } from '../../support/engine/experiment'
import { countTensors, nativeTensors } from '../../support/engine/tensors'

let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'inkbench-probe-'))
})
afterAll(() => rm(home, { recursive: true }))

const probe = (spec: ReturnType<typeof smallExperiment>) =>
  probeExperiment({ spec, runFolder: join(home, 'runs', 'probe'), threads: null })

describe('a probe', () => {
  it('tells epochs, whole run and memory of a spec, and leaves nothing behind', async () => {
    const tf = await nativeTensors()
    const before = countTensors(tf)
    const spec = smallExperiment('lenet5', ({ recipe }) => {
      recipe.epochs = 7
      recipe.towers = 1
    })
    const told = await probe(spec)
    expect(told).toMatchObject({ execution: 'compiled', towers: 1 })
    expect(told.secondsPerEpoch).toBeGreaterThan(0)
    // Seven epochs and the test of 10,000 images.
    expect(told.seconds).toBeGreaterThan(7 * told.secondsPerEpoch)
    expect(told.peakMemoryBytes).toBeGreaterThan(100e6)
    expect(countTensors(tf)).toEqual(before)
    expect(await readdir(home)).toEqual([])
  })

  it('tells a longer epoch for more images', async () => {
    const secondsOf = async (images: number) => {
      const spec = smallExperiment('lenet5', ({ dataset, recipe }) => {
        dataset.trainLimit = images
        dataset.validationCount = 100
        recipe.towers = 1
      })
      const { secondsPerEpoch } = await probe(spec)
      return secondsPerEpoch
    }
    // The clock of a shared machine is rough; the number of steps is not.
    const ratio = (await secondsOf(40_000)) / (await secondsOf(2_000))
    expect(ratio).toBeGreaterThan(4)
  })

  it('says what would keep the run from starting', async () => {
    const spec = smallExperiment('mlp', ({ model }) => {
      model.layers = model.layers.slice(0, -1)
    })
    await expect(probe(spec)).rejects.toMatchObject({ problem: { code: 'model.outputClasses' } })
  })
})
