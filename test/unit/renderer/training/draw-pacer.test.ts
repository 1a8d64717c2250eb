import { beforeEach, describe, expect, it } from 'vitest'
import { DrawPacer, type PacerClock } from '../../../../src-renderer/training/draw-pacer'

/** Time that passes when told to. */
class FakeClock implements PacerClock {
  time = 0
  timers = new Map<number, { at: number; run: () => void }>()
  private id = 0
  now = () => this.time
  later = (run: () => void, milliseconds: number) => {
    this.timers.set(++this.id, { at: this.time + milliseconds, run })
    return this.id
  }
  cancelLater = (id: number) => void this.timers.delete(id)
  pass(milliseconds: number) {
    this.time += milliseconds
    for (const [id, timer] of this.timers)
      if (timer.at <= this.time) {
        this.timers.delete(id)
        timer.run()
      }
  }
}

let clock: FakeClock
let drawn: number
const pacer = () => new DrawPacer(() => drawn++, 100, clock)
beforeEach(() => {
  clock = new FakeClock()
  drawn = 0
})

describe('DrawPacer', () => {
  it('draws at once after a rest', () => {
    pacer().request()
    expect(drawn).toBe(1)
  })

  it('waits for its interval, and draws once for all that asked meanwhile', () => {
    const each = pacer()
    each.request()
    clock.pass(20)
    each.request()
    each.request()
    clock.pass(79)
    expect(drawn).toBe(1)
    clock.pass(1)
    expect(drawn).toBe(2)
    clock.pass(1000)
    expect(drawn).toBe(2)
  })

  it('draws what waits at once where it is hastened, and nothing where nothing waits', () => {
    const each = pacer()
    each.request()
    each.hasten()
    expect(drawn).toBe(1)
    clock.pass(20)
    each.request()
    each.hasten()
    expect(drawn).toBe(2)
    // The interval counts from there.
    each.request()
    clock.pass(99)
    expect(drawn).toBe(2)
    clock.pass(1)
    expect(drawn).toBe(3)
  })

  it('draws less often where drawing is slow', () => {
    const each = pacer()
    each.request()
    each.took(200)
    clock.pass(200)
    each.request()
    expect(drawn).toBe(1)
    clock.pass(40)
    expect(drawn).toBe(2)
  })

  it('draws nothing after it was stopped, and can be asked again', () => {
    const each = pacer()
    each.request()
    each.request()
    each.stop()
    clock.pass(1000)
    expect(drawn).toBe(1)
    each.request()
    expect(drawn).toBe(2)
  })

  it('keeps ten drawings a second under 200 requests a second', () => {
    const each = pacer()
    for (let at = 0; at < 1000; at += 5) {
      each.request()
      clock.pass(5)
    }
    expect(drawn).toBeLessThanOrEqual(11)
    expect(drawn).toBeGreaterThanOrEqual(9)
  })
})
