import { effectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { registerCommand } from '../../../../src-renderer/frame/commands'
import { useCommands } from '../../../../src-renderer/frame/use-commands'
import { fakeBridge } from '../../../support/renderer/fake-bridge'

describe('the key of the primary action', () => {
  const scope = effectScope()
  const start = vi.fn()
  beforeEach(() => {
    fakeBridge({})
    start.mockReset()
    scope.run(() => {
      registerCommand('startTraining', start)
      useCommands()
    })
  })
  afterEach(() => {
    scope.stop()
    document.body.innerHTML = ''
    vi.unstubAllGlobals()
  })

  it('starts wherever the focus is, before what has it, but not in text of several lines', () => {
    const own = vi.fn((event: Event) => event.preventDefault())
    for (const [tag, starts] of [
      ['input', 1],
      ['textarea', 0],
    ] as const) {
      start.mockReset()
      own.mockReset()
      const field = document.createElement(tag)
      field.addEventListener('keydown', own)
      document.body.append(field)
      field.focus()
      const press = { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }
      field.dispatchEvent(new KeyboardEvent('keydown', press))
      expect(start).toHaveBeenCalledTimes(starts)
      expect(own).toHaveBeenCalledTimes(1 - starts)
    }
  })
})
