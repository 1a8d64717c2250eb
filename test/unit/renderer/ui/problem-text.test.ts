import { describe, expect, it } from 'vitest'
import { applyLocale, i18n, type Locale } from '../../../../src-renderer/i18n'
import { problemText } from '../../../../src-renderer/ui/problem-text'

function translator(locale: Locale) {
  applyLocale(locale)
  return i18n.global.t
}
const newer = {
  code: 'spec.newer',
  message: 'The file is of version 7; {this} reads version 1.',
  values: { version: 7 },
}

describe('problemText', () => {
  it('fills the values into the translation', () => {
    expect(problemText(translator('zh-CN'), newer)).toContain('版本为 7')
  })

  it('is the problem’s own sentence in English, braces and all', () => {
    expect(problemText(translator('en'), newer)).toBe(newer.message)
  })

  it('falls back to that sentence for an unknown code', () => {
    const problem = { code: 'no.such', message: 'Something odd.' }
    expect(problemText(translator('zh-CN'), problem)).toBe('Something odd.')
  })
})
