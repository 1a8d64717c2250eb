import { effectScope, ref } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import {
  availableCommands,
  canRun,
  registerCommand,
  runCommand,
} from '../../../../src-renderer/frame/commands'

describe('commands', () => {
  it('run the newest handler, and the older one again once its scope has ended', () => {
    const frame = vi.fn()
    const page = vi.fn()
    const outer = effectScope()
    const inner = effectScope()
    outer.run(() => registerCommand('undo', frame))
    inner.run(() => registerCommand('undo', page))
    expect(runCommand('undo')).toBe(true)
    inner.stop()
    expect(runCommand('undo')).toBe(true)
    outer.stop()
    expect(runCommand('undo')).toBe(false)
    expect([page.mock.calls.length, frame.mock.calls.length]).toEqual([1, 1])
  })

  it('do nothing while they are not enabled', () => {
    const start = vi.fn()
    const ready = ref(false)
    const scope = effectScope()
    scope.run(() => registerCommand('startTraining', start, () => ready.value))
    expect(canRun('startTraining')).toBe(false)
    expect(availableCommands.value).not.toContain('startTraining')
    expect(runCommand('startTraining')).toBe(false)
    ready.value = true
    expect(availableCommands.value).toContain('startTraining')
    expect(runCommand('startTraining')).toBe(true)
    expect(start).toHaveBeenCalledOnce()
    scope.stop()
    expect(availableCommands.value).toEqual([])
  })
})
