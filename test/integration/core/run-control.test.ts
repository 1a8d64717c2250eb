import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import type { TrainerMessage } from '#contract/training'
import { runExperiment } from '#core/experiment'
import type { Tensors } from '#core/native/tensorflow'
import { RunControl } from '#core/training'
import { smallExperiment, trainSmall } from '../../support/engine/experiment'
import { countTensors, nativeTensors } from '../../support/engine/tensors'

let tf: Tensors
beforeAll(async () => {
  tf = await nativeTensors()
})

const long = () =>
  smallExperiment('mlp', ({ recipe }) => {
    recipe.epochs = 500
  })

describe('a run that is told to', () => {
  it('stop ends soon, is tested and saved', async () => {
    const before = countTensors(tf)
    const transcript = await trainSmall(long(), (message, control) => {
      if (message.type === 'epoch') control.stop()
    })
    const { result } = transcript.last('done')
    expect(result.status).toBe('stopped')
    expect(result.testAccuracy).toBeGreaterThan(0.5)
    expect(transcript.all('epoch').length).toBe(1)
    expect(transcript.last('artifact').artifact.kind).toBe('model')
    const kinds = transcript.all('event').map(({ event }) => event.kind)
    expect(kinds).toEqual(['started', 'stopRequested', 'evaluated', 'stopped'])
    expect(countTensors(tf)).toEqual(before)
  })

  it('stop before its first step leaves nothing, and says so', async () => {
    const transcript = await trainSmall(long(), (message, control) => {
      if (message.type === 'phase') control.stop()
    })
    expect(transcript.last('done').result).toMatchObject({
      status: 'stopped',
      testAccuracy: null,
      imagesPerSecond: null,
    })
    expect(transcript.all('artifact')).toEqual([])
    expect(transcript.all('evaluation')).toEqual([])
  })

  it('pause stands still until it is resumed', async () => {
    const spec = smallExperiment('mlp', ({ recipe }) => {
      recipe.epochs = 2
    })
    let said = 0
    let saidWhilePaused = 0
    const transcript = await trainSmall(spec, (message, control) => {
      // The checkpoint of the epoch that ended may still be on its way to the disk.
      if (message.type !== 'checkpoint') said += 1
      if (message.type === 'epoch' && message.figures.epoch === 1) control.pause()
      if (message.type !== 'event' || message.event.kind !== 'paused') return
      const before = said
      // Time for a hundred steps if it did not stand still.
      void turns(200).then(() => {
        saidWhilePaused = said - before
        control.resume()
      })
    })
    expect(saidWhilePaused).toBe(0)
    const kinds = transcript.all('event').map(({ event }) => event.kind)
    expect(kinds).toEqual(['started', 'paused', 'resumed', 'evaluated', 'finished'])
    const statuses = transcript.all('status').map(({ status }) => status)
    expect(statuses).toEqual(['running', 'paused', 'running'])
    expect(transcript.series(0).length).toBe(32)
  })

  it('stop while paused ends', async () => {
    const transcript = await trainSmall(long(), (message, control) => {
      if (message.type === 'epoch') control.pause()
      if (message.type === 'status' && message.status === 'paused')
        setImmediate(() => {
          control.stop()
        })
    })
    expect(transcript.last('done').result.status).toBe('stopped')
  })
})

describe('a run that cannot go on', () => {
  const failureOf = async (change: Parameters<typeof smallExperiment>[1]) =>
    (await trainSmall(smallExperiment('mlp', change))).last('failed').problem

  it('stops where the loss is no number, and names the step', async () => {
    const before = countTensors(tf)
    const spec = smallExperiment('mlp', ({ recipe }) => {
      recipe.learningRate = 10
      recipe.optimizer = { type: 'sgd', momentum: 0.99 }
      recipe.epochs = 5
    })
    const transcript = await trainSmall(spec)
    const { problem } = transcript.last('failed')
    expect(problem.code).toBe('training.notFiniteLayer')
    expect(spec.model.layers.map(({ id }) => id)).toContain(problem.values['layer'])
    const finite = transcript.series(0)
    expect(finite.every(({ value }) => Number.isFinite(value))).toBe(true)
    // The weights are the first to go; the loss shows it at the next step.
    expect([finite.length, finite.length + 1]).toContain(problem.values['step'])
    expect(transcript.all('done')).toEqual([])
    expect(transcript.all('artifact')).toEqual([])
    expect(countTensors(tf)).toEqual(before)
  })

  it.each([
    ['data it was not made with', 'dataset.differs', 'f'.repeat(64), 'mnist'],
    ['data that does not exist', 'dataset.unknown', null, 'nothing'],
  ])('refuses %s', async (_, code, sha256, id) => {
    const problem = await failureOf(({ dataset }) => Object.assign(dataset, { sha256, id }))
    expect(problem.code).toBe(code)
  })

  it('refuses a model that does not fit its data', async () => {
    const problem = await failureOf(({ model }) => {
      model.layers = model.layers.slice(0, -1)
    })
    expect(problem.code).toBe('model.outputClasses')
  })

  it('says where the model could not be saved', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'inkbench-run-'))
    const messages: TrainerMessage[] = []
    const runFolder = join(folder, 'wall', 'run')
    await writeFile(join(folder, 'wall'), '')
    const spec = smallExperiment('mlp')
    const order = { runId: 'testrun01', spec, runFolder, threads: null, resume: null }
    await runExperiment(order, new RunControl(), (message) => messages.push(message))
    await rm(folder, { recursive: true })
    // What was learnt is told all the same.
    expect(messages.some(({ type }) => type === 'evaluation')).toBe(true)
    expect(messages.at(-1)).toMatchObject({
      type: 'failed',
      problem: { code: 'model.notWritable' },
    })
  })
})

/** Lets the event loop turn so many times. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await nextTurn()
}
