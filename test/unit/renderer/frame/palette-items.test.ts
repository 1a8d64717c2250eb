import { describe, expect, it } from 'vitest'
import {
  filterItems,
  matchScore,
  type PaletteItem,
} from '../../../../src-renderer/frame/palette-items'

const item = (text: string, group: PaletteItem['group'] = 'commands'): PaletteItem => ({
  id: text,
  group,
  text,
  keys: [],
  icon: null,
  run: null,
  carryOut: () => undefined,
})

describe('palette', () => {
  it('wants every word, and prefers beginnings', () => {
    expect(matchScore('Export the model as ONNX…', 'onnx exp')).not.toBeNull()
    expect(matchScore('Export the model as ONNX…', 'onnx png')).toBeNull()
    expect([matchScore('Runs', 'ru'), matchScore('Use the rules', 'ru')]).toEqual([3, 2])
    expect(matchScore('Search', '')).toBe(0)
  })

  it('keeps the groups together and in order', () => {
    const items = [
      item('Predict', 'goTo'),
      item('Open an experiment'),
      item('Experiment', 'goTo'),
      item('Other run', 'recentRuns'),
    ]
    expect(filterItems(items, 'exp').map(({ text }) => text)).toEqual([
      'Experiment',
      'Open an experiment',
      // Runs were searched by the store, in more than their names.
      'Other run',
    ])
  })
})
