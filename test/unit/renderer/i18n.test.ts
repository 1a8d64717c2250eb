import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { environmentSchema } from '#contract/run'
import { chooseLocale, messages } from '../../../src-renderer/i18n'

type Tree = { [key: string]: Tree | string }

function flatten(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : flatten(value, `${path}${key}.`),
  )
}
const english = new Map(flatten(messages.en as Tree))
const chinese = new Map(flatten(messages['zh-CN'] as Tree))
const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sources(path)
    return /\.(vue|ts)$/.test(entry.name) && entry.name !== 'messages.ts' ? [path] : []
  })
}

describe('languages', () => {
  it('have the same keys, apart from the problems, whose English travels with them', () => {
    const translated = [...chinese.keys()].filter((key) => !key.startsWith('problems.'))
    expect(translated.sort()).toEqual([...english.keys()].sort())
  })

  it('fill the same values into each sentence', () => {
    for (const [key, text] of english)
      expect(placeholders(chinese.get(key) ?? ''), key).toEqual(placeholders(text))
  })

  it('leave no text empty', () => {
    for (const [key, text] of [...english, ...chinese]) expect(text.trim(), key).not.toBe('')
  })

  it('name every part of an environment', () => {
    const parts = Object.keys(environmentSchema.shape)
    const named = (part: string) => english.has(`runs.environmentKeys.${part}`)
    expect(parts.filter((part) => !named(part))).toEqual([])
  })

  it('know every key that the window asks for', () => {
    const unknown = sources('src-renderer').flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/\bt\(\s*'([\w.]+)'/g)]
        .map((match) => match[1] ?? '')
        .filter((key) => !english.has(key))
        .map((key) => `${path}: ${key}`),
    )
    expect(unknown).toEqual([])
  })
})

describe('problems', () => {
  it('are all known in Chinese', () => {
    const patterns: [RegExp, string][] = [
      [/WorkbenchError\(\s*'([\w.]+)'/g, ''],
      [/\bcode: '([a-z]\w+\.[\w.]+)'/g, ''],
      // The shape inference puts its prefix itself.
      [/\bsentence\(\s*'([\w.]+)'/g, ''],
      [/\bfail\(\s*'(\w+)'/g, 'model.'],
    ]
    // The terminal speaks English, and its own problems never reach the window.
    const inWindow = ['src-main', 'src-preload', 'src-renderer']
      .flatMap(sources)
      .filter((path) => !/src-main[\\/]cli/.test(path))
    const codes = inWindow.flatMap((path) => {
      const text = readFileSync(path, 'utf8')
      return patterns.flatMap(([pattern, prefix]) =>
        [...text.matchAll(pattern)].map((match) => `${prefix}${match[1] ?? ''}`),
      )
    })
    expect(codes.length).toBeGreaterThan(30)
    expect([...new Set(codes)].filter((code) => !chinese.has(`problems.${code}`))).toEqual([])
  })
})

describe('chooseLocale', () => {
  it('follows the system unless told otherwise', () => {
    expect(chooseLocale('system', 'zh-Hans-CN')).toBe('zh-CN')
    expect(chooseLocale('system', 'de-DE')).toBe('en')
    expect(chooseLocale('en', 'zh-CN')).toBe('en')
  })
})
