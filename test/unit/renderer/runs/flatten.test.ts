import { describe, expect, it } from 'vitest'
import { flatten } from '../../../../src-renderer/runs/flatten'

describe('flattened settings', () => {
  it('have dotted paths', () => {
    expect(flatten({ recipe: { epochs: 5, optimizer: { type: 'adam' } }, seed: 0 })).toEqual([
      { key: 'recipe.epochs', value: '5' },
      { key: 'recipe.optimizer.type', value: 'adam' },
      { key: 'seed', value: '0' },
    ])
  })

  it('find list items by their id, not by their place', () => {
    expect(flatten({ layers: [{ id: 'dense_1', units: 10 }, { units: 3 }] })).toEqual([
      { key: 'layers.dense_1.id', value: 'dense_1' },
      { key: 'layers.dense_1.units', value: '10' },
      { key: 'layers.2.units', value: '3' },
    ])
  })

  it('write short lists in one line, and what is missing as a dash', () => {
    expect(flatten({ shape: [28, 28, 1], none: [], limit: null, empty: '', off: false })).toEqual([
      { key: 'shape', value: '28, 28, 1' },
      { key: 'none', value: '–' },
      { key: 'limit', value: '–' },
      { key: 'empty', value: '–' },
      { key: 'off', value: 'false' },
    ])
  })
})
