import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PointColumns } from '#contract/metrics'
import type { EpochFigures } from '#contract/run'
import type { Tensors } from '#core/native/tensorflow'
import { StepLog, TrainingReport } from '#core/training'
import type { Progress } from '#core/training/observer'
import { countTensors, nativeTensors } from '../../support/engine/tensors'

let tf: Tensors
beforeAll(async () => {
  tf = await nativeTensors()
})
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A report whose steps take a fixed time each, and what it said. */
function simulate(plan: { epochs: number; stepsPerEpoch: number }, stepMilliseconds: number) {
  const points: PointColumns[] = []
  const progress: Progress[] = []
  const epochs: EpochFigures[] = []
  /** Milliseconds between a point's time and its telling. */
  const waits: number[] = []
  const log = new StepLog(tf)
  const report = new TrainingReport(plan, log, {
    onPoints: (columns) => {
      points.push(columns)
      waits.push(...[...columns.time].map((time) => Date.now() - time))
    },
    onProgress: (each) => progress.push(each),
    onEpoch: (figures) => epochs.push(figures),
  })
  const steps = (count: number, loss: (step: number) => number = () => 1) => {
    for (let i = 0; i < count; i += 1) {
      vi.advanceTimersByTime(stepMilliseconds)
      report.add({ loss: tf.scalar(loss(report.steps + 1)), correct: tf.scalar(16) }, 32, 0.01)
    }
  }
  const series = (number: number) =>
    points.flatMap((each) => [...each.value].filter((_, i) => each.series[i] === number))
  return { report, points, waits, progress, epochs, steps, series }
}

describe('TrainingReport', () => {
  it('reads back some 8 times a second, and misses no step', () => {
    const { report, points, progress, steps, series } = simulate(
      { epochs: 1, stepsPerEpoch: 1_000 },
      10,
    )
    report.beginEpoch()
    steps(1_000, (step) => step)
    report.endEpoch()
    const perSecond = points.length / 10
    expect(perSecond).toBeGreaterThanOrEqual(7)
    expect(perSecond).toBeLessThanOrEqual(8.1)
    // How far it is, once a second and at the end.
    expect(progress.length).toBeGreaterThanOrEqual(9)
    expect(progress.length).toBeLessThanOrEqual(12)
    expect(series(0)).toEqual(Array.from({ length: 1_000 }, (_, i) => i + 1))
    expect(series(1).every((accuracy) => accuracy === 0.5)).toBe(true)
    // Speed, memory and learning rate once a second.
    expect(series(5).length).toBeGreaterThanOrEqual(9)
    expect(series(5).length).toBeLessThanOrEqual(11)
    expect(progress.at(-1)?.imagesPerSecond).toBeCloseTo(3_200, 0)
    expect(progress.at(-1)).toMatchObject({ step: 1_000, steps: 1_000, epoch: 1 })
  })

  it('tells each slow step at its end', () => {
    const { report, points, steps } = simulate({ epochs: 1, stepsPerEpoch: 50 }, 130)
    report.beginEpoch()
    steps(50)
    expect(
      points.flatMap(({ step, series }) => [...step].filter((_, i) => series[i] === 0)),
    ).toEqual(Array.from({ length: 50 }, (_, i) => i + 1))
    expect(points).toHaveLength(50)
  })

  it.each([5, 34, 80, 124])('lets no step of %i ms wait 125 ms for its reading', (milliseconds) => {
    const { report, points, steps, waits } = simulate(
      { epochs: 1, stepsPerEpoch: 100 },
      milliseconds,
    )
    report.beginEpoch()
    steps(100)
    expect(points.length).toBeGreaterThan(1)
    expect(Math.max(...waits)).toBeLessThan(125)
  })

  it('weighs batches by their images and leaves pauses and validation out of its clock', () => {
    const { report, epochs, progress, steps } = simulate({ epochs: 2, stepsPerEpoch: 4 }, 500)
    report.beginEpoch()
    steps(2)
    report.rest()
    vi.advanceTimersByTime(60_000)
    report.wake()
    steps(1)
    vi.advanceTimersByTime(500)
    report.add({ loss: tf.scalar(5), correct: tf.scalar(4) }, 8, 0.01)
    report.endEpoch()
    vi.advanceTimersByTime(3_000)
    report.finishEpoch({ loss: 0.5, accuracy: 0.9 })
    expect(epochs).toHaveLength(1)
    const [figures] = epochs
    expect(figures).toMatchObject({
      epoch: 1,
      step: 4,
      validationLoss: 0.5,
      validationAccuracy: 0.9,
    })
    expect(figures?.trainLoss).toBeCloseTo((96 * 1 + 8 * 5) / 104)
    expect(figures?.trainAccuracy).toBeCloseTo((48 + 4) / 104)
    expect(figures?.seconds).toBeCloseTo(2)
    expect(figures?.imagesPerSecond).toBeCloseTo(52)
    expect(report.imagesPerSecond).toBeCloseTo(52)
    // One more epoch of two seconds and its validation of three.
    expect(progress.at(-1)?.secondsLeft).toBeCloseTo(5)
  })

  it('tells what was finite, then fails at the first step that is not', () => {
    const before = countTensors(tf)
    const { report, steps, series } = simulate({ epochs: 1, stepsPerEpoch: 100 }, 40)
    report.beginEpoch()
    const loss = (step: number) => (step < 6 ? step : Number.NaN)
    expect(() => {
      steps(100, loss)
    }).toThrow('no longer a finite number at step 6')
    expect(series(0)).toEqual([1, 2, 3, 4, 5])
    expect(countTensors(tf)).toEqual(before)
  })

  it('fails where validation is no number', () => {
    const { report, steps } = simulate({ epochs: 1, stepsPerEpoch: 1 }, 40)
    report.beginEpoch()
    steps(1)
    report.endEpoch()
    expect(() => {
      report.finishEpoch({ loss: Number.NaN, accuracy: 0.1 })
    }).toThrow('at step 1')
  })
})
