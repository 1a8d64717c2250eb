import { describe, expect, it } from 'vitest'
import { Speed } from '#core/training/speed'
import { Stopwatch } from '#core/training/stopwatch'

describe('Stopwatch', () => {
  it('counts only while it runs', () => {
    let now = 1_000
    const watch = new Stopwatch(0, () => now)
    now += 500
    expect(watch.seconds).toBe(0)
    watch.start()
    now += 1_500
    expect(watch.seconds).toBe(1.5)
    watch.stop()
    watch.stop()
    now += 9_000
    watch.start()
    watch.start()
    now += 250
    expect(watch.seconds).toBe(1.75)
  })
})

describe('Speed', () => {
  it('knows nothing before the first step', () => {
    expect(new Speed().current).toBeNull()
    expect(new Speed().average).toBeNull()
  })

  it('tells of late and over all', () => {
    const speed = new Speed()
    for (let second = 1; second <= 20; second += 1) speed.add(second <= 10 ? 100 : 300, second)
    expect(speed.current).toBeCloseTo(300)
    expect(speed.average).toBeCloseTo(200)
  })

  it('tells the speed of a single slow step', () => {
    const speed = new Speed()
    speed.add(64, 30)
    expect(speed.current).toBeCloseTo(64 / 30)
    speed.add(64, 40)
    expect(speed.current).toBeCloseTo(6.4)
  })
})
