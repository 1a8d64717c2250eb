import { beforeEach, describe, expect, it } from 'vitest'
import { DrawPacer, type PacerClock } from '../../../../src-renderer/training/draw-pacer'

/** Time that passes when told to; frames come when told to. */
class FakeClock implements PacerClock {
  time = 0
  frames = new Map<number, () => void>()
  timers = new Map<number, { at: number; run: () => void }>()
  private id = 0
  now = () => this.time
  frame = (run: () => void) => {
    this.frames.set(++this.id, run)
    return this.id
  }
  cancelFrame = (id: number) => void this.frames.delete(id)
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
  nextFrame() {
    const due = [...this.frames.values()]
    this.frames.clear()
    for (const run of due) run()
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
  it('draws once in the next frame, however often it was asked', () => {
    const it = pacer()
    it.request()
    it.request()
    expect(drawn).toBe(0)
    clock.nextFrame()
    clock.nextFrame()
    expect(drawn).toBe(1)
  })

  it('waits for its interval before the next drawing', () => {
    const it = pacer()
    it.request()
    clock.nextFrame()
    clock.pass(20)
    it.request()
    clock.nextFrame()
    expect(drawn).toBe(1)
    clock.pass(80)
    clock.nextFrame()
    expect(drawn).toBe(2)
  })

  it('draws less often where drawing is slow', () => {
    const it = pacer()
    it.request()
    clock.nextFrame()
    it.took(200)
    clock.pass(200)
    it.request()
    expect(clock.frames.size).toBe(0)
    clock.pass(200)
    expect(clock.frames.size).toBe(1)
  })

  it('draws nothing after it was stopped, and can be asked again', () => {
    const it = pacer()
    it.request()
    it.stop()
    clock.nextFrame()
    expect(drawn).toBe(0)
    it.request()
    clock.nextFrame()
    expect(drawn).toBe(1)
  })
})
