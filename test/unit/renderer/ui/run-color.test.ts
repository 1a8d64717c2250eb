import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  runColor,
  runColorIndex,
  runColors,
  runPattern,
} from '../../../../src-renderer/ui/run-color'

const css = readFileSync('src-renderer/styles/tokens.css', 'utf8')

/** The custom properties of the block that a selector opens. */
function tokens(selector: string): (name: string) => string {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0] ?? ''
  return (name) => new RegExp(`${name}:\\s*(#[0-9a-f]{6});`).exec(block)?.[1] ?? '(missing)'
}

/** Contrast of two colours after WCAG 2. */
function contrast(one: string, other: string): number {
  const luminance = (hex: string) => {
    const [r, g, b] = [1, 3, 5].map((at) => {
      const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
    }) as [number, number, number]
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

describe('run colours', () => {
  it('gives each of eight runs its own, and starts over with another line', () => {
    expect(new Set(Array.from({ length: 8 }, (_, index) => runColor(index + 1, false))).size).toBe(
      8,
    )
    expect(runColor(9, true)).toBe(runColor(1, true))
    expect([1, 8, 9, 17, 25].map(runPattern)).toEqual([
      'solid',
      'solid',
      'dashed',
      'dotted',
      'solid',
    ])
    expect(runColorIndex(1)).toBe(0)
    expect(runColorIndex(16)).toBe(7)
  })

  it.each([
    [':root', 'light'],
    ['html.dark', 'dark'],
  ] as const)('are the same in %s of the style sheet', (selector, theme) => {
    const found = tokens(selector)
    expect(runColors[theme].map((_, index) => found(`--run-${index}`))).toEqual([
      ...runColors[theme],
    ])
  })
})

describe.each([':root', 'html.dark'])('text colours of %s', (selector) => {
  const found = tokens(selector)
  const grounds = ['--ink-ground', '--ink-panel', '--ink-raised', '--ink-hover', '--ink-selected']

  it.each(['--ink-text', '--ink-muted', '--ink-crashed', '--ink-stopped', '--ink-good'])(
    '%s reads on every ground',
    (text) => {
      for (const ground of grounds)
        expect(contrast(found(text), found(ground)), ground).toBeGreaterThanOrEqual(4.5)
    },
  )

  it.each(['crashed', 'stopped', 'good', 'running', 'finished'])(
    '%s reads on its own',
    (status) => {
      const ground = found(`--ink-${status}-ground`)
      expect(contrast(found(`--ink-${status}`), ground)).toBeGreaterThanOrEqual(4.5)
      expect(contrast(found('--ink-text'), ground)).toBeGreaterThanOrEqual(4.5)
    },
  )

  it('puts legible words on the accent, and the accent on its grounds', () => {
    const accent = found('--ink-accent')
    expect(contrast(found('--ink-accent-text'), accent)).toBeGreaterThanOrEqual(4.5)
    for (const ground of ['--ink-ground', '--ink-panel', '--ink-selected'])
      expect(contrast(accent, found(ground)), ground).toBeGreaterThanOrEqual(4.5)
  })
})
