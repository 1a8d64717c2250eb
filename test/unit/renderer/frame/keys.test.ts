import { describe, expect, it } from 'vitest'
import { menuAccelerators } from '../../../../src-preload/contract/menu'
import { commandOfKeys, keysOf } from '../../../../src-renderer/frame/keys'

const press = (
  key: string,
  held: Partial<Record<'ctrl' | 'meta' | 'shift' | 'alt', true>> = {},
) => ({
  key,
  ctrlKey: held.ctrl ?? false,
  metaKey: held.meta ?? false,
  shiftKey: held.shift ?? false,
  altKey: held.alt ?? false,
})

describe('keys', () => {
  it('find their command', () => {
    expect(commandOfKeys(press('k', { ctrl: true }), false)).toBe('search')
    expect(commandOfKeys(press('K', { meta: true }), true)).toBe('search')
    expect(commandOfKeys(press('Enter', { ctrl: true }), false)).toBe('startTraining')
    expect(commandOfKeys(press('Z', { ctrl: true, shift: true }), false)).toBe('redo')
    expect(commandOfKeys(press('y', { ctrl: true }), false)).toBe('redo')
    expect(commandOfKeys(press(',', { ctrl: true }), false)).toBe('showSettings')
  })

  it('mean nothing without the platform’s own modifier', () => {
    expect(commandOfKeys(press('k'), false)).toBeNull()
    expect(commandOfKeys(press('k', { meta: true }), false)).toBeNull()
    expect(commandOfKeys(press('k', { ctrl: true }), true)).toBeNull()
    expect(commandOfKeys(press('k', { ctrl: true, alt: true }), false)).toBeNull()
    expect(commandOfKeys(press('k', { ctrl: true, shift: true }), false)).toBeNull()
  })

  it('are written as on the platform', () => {
    expect(keysOf('redo', false)).toEqual(['Ctrl', 'Shift', 'Z'])
    expect(keysOf('redo', true)).toEqual(['⌘', '⇧', 'Z'])
    expect(keysOf('showAbout', false)).toEqual([])
  })

  it('are given to one command each', () => {
    const all = Object.values(menuAccelerators)
    expect(new Set(all).size).toBe(all.length)
  })
})
