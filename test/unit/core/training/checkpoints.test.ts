import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CheckpointFolder, type Checkpoint } from '#core/training'

function checkpointAt(steps: number): Checkpoint {
  return {
    head: {
      epoch: 1,
      index: steps,
      towers: 2,
      seconds: 12.5,
      lossScale: null,
      rate: { share: 0.5, plateau: { best: null, epochsWithout: 0, cooling: 0, share: 1 } },
      best: { best: 0.9, epoch: 1, epochsWithout: 0 },
      report: {
        steps,
        epochsDone: 1,
        images: 1_280,
        trainingSeconds: 10,
        validatingSeconds: 1,
        learningRate: 0.001,
        epoch: { images: 10, lossSum: 1.5, correct: 7, startedAt: 9 },
      },
    },
    values: [Float32Array.of(1, -2.5, steps), new Float32Array(0), Float32Array.of(1e-30)],
  }
}

let folder: string
let checkpoints: CheckpointFolder
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkbench-checkpoints-'))
  checkpoints = new CheckpointFolder(folder)
})
afterEach(() => rm(folder, { recursive: true }))

const fileOf = async (kind: string) => {
  const names = (await readdir(checkpoints.path)).filter((name) => name.startsWith(kind)).sort()
  return join(checkpoints.path, names.at(-1) ?? '')
}

describe('a folder of checkpoints', () => {
  it('gives back what was written, the newest first, and keeps two of each kind', async () => {
    for (const steps of [3, 20, 100]) await checkpoints.write('last', checkpointAt(steps))
    for (const steps of [2, 3, 20]) await checkpoints.write('best', checkpointAt(steps))
    expect(await checkpoints.newest()).toEqual({ checkpoint: checkpointAt(100), damaged: [] })
    expect(await readdir(checkpoints.path)).toHaveLength(4)
  })

  it('finds the best epoch that a checkpoint speaks of, and drops those after it', async () => {
    const best = (steps: number, epoch: number) => {
      const { head, values } = checkpointAt(steps)
      return { head: { ...head, best: { ...head.best, epoch } }, values }
    }
    await checkpoints.write('best', best(10, 1))
    await checkpoints.write('best', best(30, 3))
    expect(await checkpoints.bestFor(best(20, 1).head)).toEqual(best(10, 1))
    expect(await readdir(checkpoints.path)).toHaveLength(1)
    expect(await checkpoints.bestFor(best(20, 2).head)).toBeNull()
  })

  it('names a damaged one, wherever a byte is wrong or missing, and gives the one before', async () => {
    await checkpoints.write('last', checkpointAt(3))
    await checkpoints.write('last', checkpointAt(20))
    const file = await fileOf('last')
    const whole = await readFile(file)
    const spoilt = [...whole.keys()]
      .filter((at) => at % 37 === 0)
      .map((at) => {
        const copy = Buffer.from(whole)
        copy[at] = (copy[at] ?? 0) ^ 1
        return copy
      })
    for (const bytes of [
      ...spoilt,
      whole.subarray(0, 40),
      whole.subarray(0, -1),
      Buffer.alloc(0),
    ]) {
      await writeFile(file, bytes)
      const found = await checkpoints.newest()
      expect(found?.checkpoint).toEqual(checkpointAt(3))
      expect(found?.damaged).toEqual(['last-000000020.checkpoint'])
    }
  })

  it('has none where there is none or none is whole', async () => {
    expect(await checkpoints.newest()).toBeNull()
    await checkpoints.write('last', checkpointAt(3))
    await writeFile(await fileOf('last'), 'INKBENCH CHECKPOINT 1\n and then nothing that fits')
    expect(await checkpoints.newest()).toBeNull()
  })

  it('leaves what was there where a new one cannot be written', async () => {
    await checkpoints.write('last', checkpointAt(3))
    const broken = checkpointAt(20)
    Object.defineProperty(broken, 'values', {
      get: () => {
        throw new Error('no more room')
      },
    })
    await expect(checkpoints.write('last', broken)).rejects.toThrow('no more room')
    expect((await checkpoints.newest())?.checkpoint).toEqual(checkpointAt(3))
    expect(await readdir(checkpoints.path)).toEqual(['last-000000003.checkpoint'])
  })
})
