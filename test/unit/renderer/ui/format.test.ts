import { describe, expect, it } from 'vitest'
import {
  formatAccuracy,
  formatBytes,
  formatCount,
  formatDuration,
  formatLoss,
  formatNumber,
  formatRate,
  formatShare,
  formatShortCount,
  formatTimeLeft,
  formatWhen,
  percentDone,
} from '../../../../src-renderer/ui/format'

/** Thin spaces as plain ones, for legible expectations. */
const plain = (text: string) => text.replaceAll('\u202f', ' ')

describe('figures', () => {
  it.each([
    [0.9912, '99.12 %'],
    [1, '100.00 %'],
    [0, '0.00 %'],
    [null, '–'],
    [Number.NaN, '–'],
  ])('accuracy %s is %s', (value, text) => {
    expect(plain(formatAccuracy(value))).toBe(text)
  })

  it('puts a thin space before the unit', () => {
    expect(formatAccuracy(0.5)).toBe('50.00\u202f%')
    expect(plain(formatShare(0.1234))).toBe('12.3 %')
  })

  it.each([
    [0.034567, '0.0346'],
    [2.3026, '2.30'],
    [0.1, '0.100'],
    [12.3456, '12.3'],
    [2.5e-7, '2.50e-7'],
    [1234, '1 234'],
    [4.2e12, '4.20e12'],
    [0, '0'],
    [Infinity, '–'],
    [undefined, '–'],
  ])('loss %s is %s', (value, text) => {
    expect(plain(formatLoss(value))).toBe(text)
  })

  it('takes as many significant digits as asked for', () => {
    expect(formatNumber(0.123456, 4)).toBe('0.1235')
    expect(formatNumber(-0.5, 2)).toBe('-0.50')
  })

  it.each([
    [60_000, '60 000'],
    [999, '999'],
    [1_234_567, '1 234 567'],
    [-4_200, '−4 200'],
    [0, '0'],
    [null, '–'],
  ])('count %s is %s', (value, text) => {
    expect(plain(formatCount(value))).toBe(text)
  })

  it.each([
    [421_642, '422 k'],
    [4_241_152, '4.24 M'],
    [999_950, '1.00 M'],
    [999, '999'],
    [2.5e9, '2.50 G'],
  ])('short count %s is %s', (value, text) => {
    expect(plain(formatShortCount(value))).toBe(text)
  })

  it.each([
    [0, '0.0 s'],
    [0.069, '0.069 s'],
    [0.418, '0.42 s'],
    [0.997, '1.0 s'],
    [1.26, '1.3 s'],
    [9.97, '10 s'],
    [59.6, '1 m 00 s'],
    [80, '1 m 20 s'],
    [3_599.7, '1 h 00 m'],
    [3_720, '1 h 02 m'],
    [-1, '–'],
    [null, '–'],
  ])('%s seconds are %s', (value, text) => {
    expect(plain(formatDuration(value))).toBe(text)
  })

  it.each([
    [0, 0],
    [0.29, 29],
    [0.57, 57],
    [0.996, 99],
    [1, 100],
  ])('%s done is %i percent, and a hundred only when all is', (share, percent) => {
    expect(percentDone(share)).toBe(percent)
  })

  it.each([
    [0.27, '1 s'],
    [4, '4 s'],
    [80.2, '1 m 20 s'],
    [null, '–'],
  ])('%s seconds left are %s', (value, text) => {
    expect(plain(formatTimeLeft(value))).toBe(text)
  })

  it.each([
    [0, '0 B'],
    [512, '512 B'],
    [999.6, '1.00 kB'],
    [904_123_456, '904 MB'],
    [1_690_000, '1.69 MB'],
    [5e15, '5000 TB'],
  ])('%s bytes are %s', (value, text) => {
    expect(plain(formatBytes(value))).toBe(text)
  })

  it('writes rates', () => {
    expect(plain(formatRate(2_540.3))).toBe('2 540/s')
    expect(formatRate(3.14)).toBe('3.1/s')
    expect(formatRate(null)).toBe('–')
  })
})

describe('moments', () => {
  const now = new Date(2026, 4, 20, 15, 0).getTime()

  it('shortens what is near', () => {
    expect(formatWhen(new Date(2026, 4, 20, 9, 5).getTime(), 'en-GB', now)).toBe('09:05')
    expect(formatWhen(new Date(2026, 1, 3, 9, 5).getTime(), 'en-GB', now)).toBe('3 Feb, 09:05')
    expect(formatWhen(new Date(2024, 1, 3, 9, 5).getTime(), 'en-GB', now)).toBe('3 Feb 2024')
    expect(formatWhen(null, 'en', now)).toBe('–')
  })

  it('follows the language', () => {
    expect(formatWhen(new Date(2024, 1, 3).getTime(), 'zh-CN', now)).toBe('2024年2月3日')
  })
})
