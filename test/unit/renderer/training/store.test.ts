import { createPinia, disposePinia, setActivePinia, type Pinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Channel, Push } from '#contract/channels'
import { defaultExperiment } from '#contract/experiment-spec'
import { emptyPoints, type PointColumns } from '#contract/metrics'
import type { ActiveRun } from '#contract/training'
import { canRun, runCommand } from '../../../../src-renderer/frame/commands'
import { useTraining } from '../../../../src-renderer/training/store'

const runId = 'aaaaaaaa01'
const active: ActiveRun = {
  runId,
  name: 'MNIST · CNN',
  status: 'running',
  phase: 'training',
  step: 3,
  steps: 100,
  epoch: 0.1,
  epochs: 5,
  imagesPerSecond: 2_500,
  memoryBytes: 9e8,
  secondsLeft: 60,
  counted: null,
}

const listeners = new Map<Push, Set<(value: never) => void>>()
const push = (name: Push, value: unknown) =>
  listeners.get(name)?.forEach((listener) => {
    listener(value as never)
  })
const request = vi.fn<(channel: Channel, payload: unknown) => unknown>()
let answers: Partial<Record<Channel, () => unknown>>
let pinia: Pinia

beforeEach(() => {
  listeners.clear()
  request.mockReset()
  answers = {
    'training:state': () => ({ active: null, queue: [] }),
    'runs:metrics': emptyPoints,
    'runs:list': () => [],
    'runs:get': () => new Promise(() => undefined),
  }
  request.mockImplementation(async (channel) => {
    const value = await answers[channel]?.()
    return { ok: true, value }
  })
  vi.stubGlobal('workbench', {
    request,
    listen: (name: Push, listener: (value: never) => void) => {
      const all = listeners.get(name) ?? new Set()
      listeners.set(name, all.add(listener))
      return () => all.delete(listener)
    },
  })
  pinia = createPinia()
  setActivePinia(pinia)
})
afterEach(() => {
  disposePinia(pinia)
  vi.unstubAllGlobals()
})

const settled = () => vi.waitFor(() => expect(request).toHaveBeenCalled())
const asked = (channel: Channel) =>
  request.mock.calls.filter(([name]) => name === channel).map(([, payload]) => payload)

function points(steps: readonly number[]): PointColumns {
  return {
    series: Uint8Array.from(steps, () => 0),
    step: Uint32Array.from(steps),
    epoch: Float32Array.from(steps, (step) => step / 100),
    time: Float64Array.from(steps, () => Date.now()),
    value: Float64Array.from(steps, (step) => 1 / step),
  }
}
const batch = (sequence: number, steps: readonly number[]) => ({
  runId,
  sequence,
  points: points(steps),
})

describe('what trains', () => {
  it('keeps the queue of the answer and the run that was pushed before it', async () => {
    let answer: (value: unknown) => void = () => undefined
    answers['training:state'] = () => new Promise((resolve) => (answer = resolve))
    const training = useTraining()
    await settled()
    push('training:active', { ...active, step: 9 })
    answer({ active, queue: ['bbbbbbbb01'] })
    await training.ready
    expect(training.active?.step).toBe(9)
    await vi.waitFor(() => expect(asked('runs:list')).toHaveLength(1))
  })

  it('follows the run that trains, and keeps it in view after its end', async () => {
    const training = useTraining()
    await training.ready
    push('training:state', { active, queue: [] })
    expect(training.watchedId).toBe(runId)
    expect(asked('runs:metrics')).toHaveLength(1)
    push('training:state', { active: null, queue: [] })
    expect(training.watchedId).toBe(runId)
    expect(training.active).toBeNull()
  })

  it('stays with the run that trains where a new one waits', async () => {
    const training = useTraining()
    await training.ready
    push('training:state', { active, queue: [] })
    answers['training:start'] = () => ({ runId: 'bbbbbbbb01', queued: true })
    expect(await training.start(defaultExperiment())).toMatchObject({ queued: true })
    expect(training.watchedId).toBe(runId)
  })

  it('lets the menu pause, go on and stop, on any page', async () => {
    const training = useTraining()
    await training.ready
    expect(canRun('stopTraining')).toBe(false)
    push('training:state', { active, queue: [] })
    runCommand('pauseTraining')
    push('training:active', { ...active, status: 'paused' })
    runCommand('pauseTraining')
    runCommand('stopTraining')
    expect(asked('training:pause')).toEqual([{ runId }])
    expect(asked('training:resume')).toEqual([{ runId }])
    expect(asked('training:stop')).toEqual([{ runId }])
  })

  it('keeps a failure of such a command for the page', async () => {
    const training = useTraining()
    await training.ready
    push('training:state', { active, queue: [] })
    request.mockResolvedValue({
      ok: false,
      failure: { code: 'training.notActive', message: 'No.', values: {}, channel: 'x' },
    })
    training.stop()
    await vi.waitFor(() => expect(training.failure?.code).toBe('training.notActive'))
  })
})

describe('points', () => {
  it('join history and what came while it was loaded, each step once', async () => {
    let answer: (value: unknown) => void = () => undefined
    answers['runs:metrics'] = () => new Promise((resolve) => (answer = resolve))
    const training = useTraining()
    await training.ready
    push('training:state', { active, queue: [] })
    push('training:points', batch(1, [3, 4]))
    push('training:points', batch(2, [5]))
    expect(training.curves.of('train.loss').length).toBe(0)
    answer(points([1, 2, 3]))
    await vi.waitFor(() => expect(training.curves.of('train.loss').length).toBe(5))
    expect([...training.curves.of('train.loss').view().step]).toEqual([1, 2, 3, 4, 5])
  })

  it('are acknowledged at once where nothing draws: training never waits', async () => {
    const training = useTraining()
    await training.ready
    push('training:state', { active, queue: [] })
    await vi.waitFor(() => expect(asked('runs:metrics')).toHaveLength(1))
    await Promise.resolve()
    push('training:points', batch(1, [1]))
    push('training:points', batch(2, [2]))
    await vi.waitFor(() =>
      expect(asked('training:drawn')).toEqual([
        { runId, sequence: 1 },
        { runId, sequence: 2 },
      ]),
    )
  })

  it('are acknowledged after they were drawn, and the delay is recorded', async () => {
    const training = useTraining()
    await training.ready
    const frames: FrameRequestCallback[] = []
    vi.stubGlobal('requestAnimationFrame', (run: FrameRequestCallback) => frames.push(run))
    const detach = training.attachChart()
    push('training:state', { active, queue: [] })
    await vi.waitFor(() => expect(frames.length).toBeGreaterThan(0))
    const before = training.drawing
    push('training:points', batch(1, [1]))
    await vi.waitFor(() => expect(training.drawing).toBeGreaterThan(before))
    expect(asked('training:drawn')).toEqual([])
    expect(training.latencyP95).toBeNull()
    await vi.waitFor(() => {
      for (const run of frames.splice(0)) run(performance.now())
      expect(asked('training:drawn')).toEqual([{ runId, sequence: 1 }])
    })
    // The figure itself changes with the next drawing.
    push('training:points', batch(2, [2]))
    await vi.waitFor(() => expect(training.latencyP95).toBeGreaterThanOrEqual(0))
    detach()
  })

  it('are drawn whole now and then, and once more after the last', async () => {
    const training = useTraining()
    await training.ready
    const detach = training.attachChart()
    push('training:state', { active, queue: [] })
    await vi.waitFor(() => expect(training.drawing).toBeGreaterThan(0))
    expect(training.drawsWhole()).toBe(true)
    const first = training.drawing
    push('training:points', batch(1, [1]))
    await vi.waitFor(() => expect(training.drawing).toBeGreaterThan(first))
    expect(training.drawsWhole()).toBe(false)
    const read = training.reading
    await vi.waitFor(() => expect(training.drawsWhole()).toBe(true), { timeout: 5_000 })
    expect(training.reading).toBeGreaterThan(read)
    detach()
  })

  it('have their figures read with the progress', async () => {
    const training = useTraining()
    await training.ready
    const read = training.reading
    push('training:active', active)
    expect(training.reading).toBe(read + 1)
  })

  it('of another run are left alone', async () => {
    const training = useTraining()
    await training.ready
    push('training:state', { active, queue: [] })
    push('training:points', { ...batch(1, [1]), runId: 'cccccccc01' })
    expect(training.curves.empty).toBe(true)
    expect(asked('training:drawn')).toEqual([])
  })
})
