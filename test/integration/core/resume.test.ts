import { cpSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { usualEarlyStopping } from '#contract/early-stopping'
import type { NetworkExperiment } from '#contract/experiment-spec'
import type { TrainerMessage } from '#contract/training'
import { runExperiment } from '#core/experiment'
import { RunControl } from '#core/training'
import { smallExperiment, Transcript } from '../../support/engine/experiment'

/** 32 steps an epoch, in which a checkpoint is written with ease; everything on that a checkpoint has to carry. */
const spec = (): NetworkExperiment =>
  smallExperiment('cnn-bn', ({ dataset, recipe }) => {
    dataset.trainLimit = 1_000
    recipe.batchSize = 32
    recipe.epochs = 4
    recipe.schedule = { type: 'plateau', factor: 0.5, patience: 1, cooldown: 0, minimum: 1e-6 }
    recipe.augmentation.rotationDegrees = 15
    recipe.averageDecay = 0.9
    recipe.earlyStopping = { ...usualEarlyStopping, patience: 3 }
    recipe.towers = 2
  })

let home: string
let whole: Transcript
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'inkbench-resume-'))
  whole = await run(join(home, 'whole'), null)
})
afterAll(() => rm(home, { recursive: true }))

/** @param watch may stop the run, or keep a copy of what a killed one would leave */
async function run(
  runFolder: string,
  resume: { rateShare: number } | null,
  watch: (message: TrainerMessage, control: RunControl) => void = () => undefined,
): Promise<Transcript> {
  const transcript = new Transcript()
  const control = new RunControl()
  const order = { runId: 'testrun01', spec: spec(), runFolder, threads: null, resume }
  await runExperiment(order, control, (message) => {
    transcript.messages.push(message)
    watch(message, control)
  })
  return transcript
}

const lossSeries = 0
const valuesAfter = (transcript: Transcript, step: number) =>
  transcript.series(lossSeries).filter((point) => point.step > step)
const figures = (transcript: Transcript) =>
  transcript
    .all('epoch')
    .map(({ figures: { epoch, trainLoss, validationLoss, learningRate } }) => ({
      epoch,
      trainLoss,
      validationLoss,
      learningRate,
    }))

describe('a run that goes on', () => {
  it.each([
    ['in the first epoch', 5],
    ['at the end of an epoch', 32],
    ['in the middle of the second', 50],
    ['in the last epoch', 110],
  ])('from a stop %s is bit for bit what it would have been', async (_place, stopAt) => {
    const runFolder = join(home, `stop-${stopAt}`)
    const stopped = await run(runFolder, null, (message, control) => {
      if (message.type === 'points' && (message.points.step.at(-1) ?? 0) >= stopAt) control.stop()
    })
    expect(stopped.last('done').result.status).toBe('stopped')
    const resumed = await run(runFolder, { rateShare: 1 })
    const { step, epochsDone } = resumed.last('continued')
    expect(step).toBeGreaterThanOrEqual(stopAt)
    expect(resumed.last('done').result.status).toBe('finished')
    expect(valuesAfter(resumed, step)).toEqual(valuesAfter(whole, step))
    expect(figures(resumed)).toEqual(figures(whole).filter(({ epoch }) => epoch > epochsDone))
    expect(resumed.last('evaluation').evaluation).toEqual(whole.last('evaluation').evaluation)
    // What is done needs no checkpoint any more.
    expect(await readdir(runFolder)).toEqual(['model'])
  })

  it('uses the checkpoint before one that is damaged, and says so', async () => {
    const runFolder = join(home, 'killed')
    const copy = join(home, 'copy')
    let written = 0
    await run(runFolder, null, (message, control) => {
      if (message.type !== 'checkpoint') return
      written += 1
      // What a kill at this moment would leave.
      if (written === 2) cpSync(runFolder, copy, { recursive: true })
      if (written === 2) control.stop()
    })
    const names = (await readdir(join(copy, 'checkpoints'))).filter((name) => /^last/.test(name))
    const [newest = '', before = ''] = names.sort().reverse()
    const stepBefore = Number(/\d+/.exec(before)?.[0])
    await writeFile(join(copy, 'checkpoints', newest), 'torn')
    const resumed = await run(copy, { rateShare: 1 })
    expect(resumed.last('continued').step).toBe(stepBefore)
    const notes = resumed.all('event').filter(({ event }) => event.kind === 'note')
    expect(notes.map(({ event }) => event.values['file'])).toEqual([newest])
    expect(valuesAfter(resumed, stepBefore)).toEqual(valuesAfter(whole, stepBefore))
  })

  it('takes a part of the learning rate where asked', async () => {
    const runFolder = join(home, 'slower')
    await run(runFolder, null, (message, control) => {
      if (message.type === 'epoch') control.stop()
    })
    const resumed = await run(runFolder, { rateShare: 0.1 })
    const [next] = figures(resumed)
    const [, same] = figures(whole)
    expect(next?.learningRate).toBeCloseTo(0.1 * (same?.learningRate ?? 0), 12)
  })

  it('says so where there is no checkpoint', async () => {
    const none = await run(join(home, 'none'), { rateShare: 1 })
    expect(none.last('failed').problem.code).toBe('checkpoint.none')
  })
})
