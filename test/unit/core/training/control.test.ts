import { describe, expect, it } from 'vitest'
import { RunControl } from '#core/training'

/** Whether a promise is settled once everything that can go on has done so. */
async function settled(promise: Promise<void>): Promise<boolean> {
  let done = false
  void promise.then(() => (done = true))
  await new Promise<void>((resolve) => setImmediate(resolve))
  return done
}

describe('RunControl', () => {
  it('holds nobody up while nothing was asked', async () => {
    const control = new RunControl()
    expect(control.paused || control.stopRequested).toBe(false)
    expect(await settled(control.untilResumed())).toBe(true)
  })

  it('holds until it is resumed', async () => {
    const control = new RunControl()
    control.pause()
    const waiting = control.untilResumed()
    expect(await settled(waiting)).toBe(false)
    control.resume()
    expect(await settled(waiting)).toBe(true)
    expect(control.paused).toBe(false)
  })

  it('goes on holding when it is paused again at once', async () => {
    const control = new RunControl()
    control.pause()
    const waiting = control.untilResumed()
    control.resume()
    control.pause()
    expect(await settled(waiting)).toBe(false)
    control.resume()
    expect(await settled(waiting)).toBe(true)
  })

  it('is let go by a stop, and no pause holds it after that', async () => {
    const control = new RunControl()
    control.pause()
    const waiting = control.untilResumed()
    control.stop()
    expect(await settled(waiting)).toBe(true)
    control.pause()
    expect(control.stopRequested).toBe(true)
    expect(await settled(control.untilResumed())).toBe(true)
  })
})
