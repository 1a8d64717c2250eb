import { describe, expect, it } from 'vitest'
import type { RunEvent } from '#contract/run'
import { eventFlags } from '../../../../src-renderer/charts/event-flags'
import { bySeries, xColumn } from '../../../../src-renderer/charts/series-columns'

const points = {
  series: Uint8Array.from([0, 2, 0, 1]),
  step: Uint32Array.from([5, 5, 10, 10]),
  epoch: Float32Array.from([0.5, 0.5, 1, 1]),
  time: Float64Array.from([2_000, 2_000, 3_500, 3_500]),
  value: Float64Array.from([1.5, 1.2, 0.7, 0.9]),
}

describe('columns of a metrics answer', () => {
  it('are taken apart by series; one without points is missing', () => {
    const found = bySeries(points)
    expect([...found.keys()]).toEqual(['train.loss', 'train.accuracy', 'validation.loss'])
    expect([...(found.get('train.loss')?.value ?? [])]).toEqual([1.5, 0.7])
    expect([...(found.get('train.loss')?.step ?? [])]).toEqual([5, 10])
  })

  it('serve every x axis', () => {
    const loss = bySeries(points).get('train.loss')
    if (!loss) throw new Error('no loss')
    expect([...xColumn(loss, 'step', 1_000)]).toEqual([5, 10])
    expect([...xColumn(loss, 'epoch', 1_000)]).toEqual([0.5, 1])
    expect([...xColumn(loss, 'relative', 1_000)]).toEqual([1, 2.5])
    expect([...xColumn(loss, 'wall', 1_000)]).toEqual([2_000, 3_500])
  })
})

describe('event flags', () => {
  const event = (kind: RunEvent['kind']): RunEvent => ({
    time: 61_000,
    step: 40,
    epoch: 1.5,
    kind,
    message: '',
    code: null,
    values: {},
  })
  const events = [event('started'), event('epoch'), event('paused'), event('finished')]
  const name = (kind: string) => kind.toUpperCase()

  it('stand for what is out of the ordinary, at their place', () => {
    expect(eventFlags(events, 'step', 1_000, name)).toEqual([{ x: 40, label: 'PAUSED' }])
    expect(eventFlags(events, 'epoch', 1_000, name)[0]?.x).toBe(1.5)
    expect(eventFlags(events, 'relative', 1_000, name)[0]?.x).toBe(60)
    expect(eventFlags(events, 'wall', 1_000, name)[0]?.x).toBe(61_000)
  })
})
