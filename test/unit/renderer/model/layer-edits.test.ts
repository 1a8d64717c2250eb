import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chain, modelGallery } from '#contract/model-gallery'
import type { Layer } from '#contract/model-spec'
import { summarizeModel } from '#contract/shape-inference'
import {
  canDuplicate,
  canMove,
  duplicateLayer,
  freeLayerId,
  insertLayer,
  joinPartners,
  moveLayer,
  nameProblem,
  removeLayer,
  renameLayer,
  setAttribute,
  setInputs,
} from '../../../../src-renderer/model/layer-edits'
import { newLayer } from '../../../../src-renderer/model/new-layer'

const wiring = (layers: readonly Layer[]) =>
  layers.map(({ id, inputs }) => `${id}<${inputs.join(',')}`)

const small = chain([
  { type: 'flatten' },
  { type: 'dense', units: 8, activation: 'relu', useBias: true },
  { type: 'dense', units: 10, activation: 'linear', useBias: true },
])

/** input → flatten → dense_1 → dense_2 → add(dense_1, dense_2) → dense_3 */
const residual: Layer[] = [
  ...small.slice(0, 3),
  { ...newLayer('dense', 'dense_2', ['dense_1']), units: 8 } as Layer,
  newLayer('add', 'add_1', ['dense_1', 'dense_2']),
  { ...newLayer('dense', 'dense_3', ['add_1']), units: 10 } as Layer,
]

describe('renaming', () => {
  it('takes every reader along', () => {
    expect(wiring(renameLayer(residual, 'dense_1', 'trunk'))).toEqual([
      'input<',
      'flatten_1<input',
      'trunk<flatten_1',
      'dense_2<trunk',
      'add_1<trunk,dense_2',
      'dense_3<add_1',
    ])
  })

  it('refuses names that are taken, and letters that files do not hold', () => {
    expect(nameProblem(small, 'dense_1', 'dense_2')).toBe('taken')
    expect(nameProblem(small, 'dense_1', 'dense_1')).toBe(null)
    for (const name of ['', 'a b', 'a/b', '层', 'x'.repeat(65)])
      expect(nameProblem(small, 'dense_1', name), name).toBe('letters')
    expect(renameLayer(small, 'dense_1', 'dense_2')).toEqual(small)
  })

  it('changes nothing but names', () => {
    const back = renameLayer(renameLayer(residual, 'dense_1', 'trunk'), 'trunk', 'dense_1')
    expect(back).toEqual(residual)
  })
})

describe('inserting', () => {
  it('leads the data through the new layer', () => {
    const after = insertLayer(small, 'dense_1', newLayer('dropout', 'dropout_1', []))
    expect(wiring(after)).toEqual([
      'input<',
      'flatten_1<input',
      'dense_1<flatten_1',
      'dropout_1<dense_1',
      'dense_2<dropout_1',
    ])
  })

  it('reaches every reader of a branch', () => {
    const after = insertLayer(residual, 'dense_1', newLayer('dropout', 'dropout_1', []))
    expect(wiring(after)).toContain('dense_2<dropout_1')
    expect(wiring(after)).toContain('add_1<dropout_1,dense_2')
  })

  it('puts a layer behind the last one', () => {
    expect(wiring(insertLayer(small, 'dense_2', newLayer('dropout', 'd', []))).at(-1)).toBe(
      'd<dense_2',
    )
  })

  it('does nothing behind a layer that is not there', () => {
    expect(insertLayer(small, 'nobody', newLayer('dropout', 'd', []))).toEqual(small)
  })
})

describe('removing', () => {
  it('connects the neighbours', () => {
    expect(wiring(removeLayer(small, 'dense_1'))).toEqual([
      'input<',
      'flatten_1<input',
      'dense_2<flatten_1',
    ])
  })

  it('undoes an insertion', () => {
    const inserted = insertLayer(residual, 'dense_1', newLayer('dropout', 'dropout_1', []))
    expect(removeLayer(inserted, 'dropout_1')).toEqual(residual)
  })

  it('does not let a join read one layer twice', () => {
    expect(wiring(removeLayer(residual, 'dense_2'))).toContain('add_1<dense_1')
  })

  it('keeps the input', () => {
    expect(removeLayer(small, 'input')).toEqual(small)
  })
})

describe('moving', () => {
  it('swaps two layers of a chain', () => {
    expect(wiring(moveLayer(small, 'dense_1', 1))).toEqual([
      'input<',
      'flatten_1<input',
      'dense_2<flatten_1',
      'dense_1<dense_2',
    ])
  })

  it('is undone by moving back', () => {
    expect(moveLayer(moveLayer(small, 'dense_1', 1), 'dense_1', -1)).toEqual(small)
  })

  it('lets nothing pass the input or the ends', () => {
    expect(canMove(small, 'flatten_1', -1)).toBe(false)
    expect(canMove(small, 'input', 1)).toBe(false)
    expect(canMove(small, 'dense_2', 1)).toBe(false)
    expect(canMove(small, 'dense_2', -1)).toBe(true)
    expect(moveLayer(small, 'flatten_1', -1)).toEqual(small)
  })

  it('moves a layer past a join that reads it', () => {
    const moved = moveLayer(residual, 'dense_2', 1)
    expect(moved.map(({ id }) => id).slice(3, 5)).toEqual(['add_1', 'dense_2'])
    expect(wiring(moved)).toContain('dense_2<add_1')
    expect(wiring(moved)).toContain('dense_3<dense_2')
  })
})

describe('other edits', () => {
  it('duplicates behind the layer, under a free name', () => {
    const after = duplicateLayer(small, 'dense_1')
    expect(wiring(after)).toEqual([
      'input<',
      'flatten_1<input',
      'dense_1<flatten_1',
      'dense_3<dense_1',
      'dense_2<dense_3',
    ])
    expect(after[3]).toMatchObject({ units: 8, activation: 'relu' })
  })

  it('duplicates neither input nor joins', () => {
    expect(residual.filter(canDuplicate).map(({ id }) => id)).toEqual([
      'flatten_1',
      'dense_1',
      'dense_2',
      'dense_3',
    ])
    expect(duplicateLayer(residual, 'add_1')).toEqual(residual)
  })

  it('numbers new layers from the lowest that is free', () => {
    expect(freeLayerId(small, 'dense')).toBe('dense_3')
    expect(freeLayerId(removeLayer(small, 'dense_1'), 'dense')).toBe('dense_1')
  })

  it('sets an attribute and leaves the old list alone', () => {
    const before = structuredClone(small)
    expect(setAttribute(small, 'dense_1', 'units', 99)[2]).toMatchObject({ units: 99 })
    expect(small).toEqual(before)
  })

  it('orders the inputs of a join by the layers', () => {
    const after = setInputs(residual, 'add_1', ['dense_2', 'flatten_1', 'gone'])
    expect(after.find(({ id }) => id === 'add_1')?.inputs).toEqual(['flatten_1', 'dense_2'])
  })

  it('finds the layer that fits a new join', () => {
    const shapes = new Map(
      summarizeModel({ id: 'custom', name: 'x', layers: residual }, [28, 28, 1], 10).layers.map(
        ({ id, outputShape }) => [id, outputShape],
      ),
    )
    expect(joinPartners(residual, 'dense_2', 'add', shapes)).toEqual(['dense_1', 'dense_2'])
    expect(joinPartners(residual, 'input', 'add', shapes)).toEqual(['input'])
    expect(joinPartners(residual, 'dense_1', 'concatenate', shapes)).toEqual([
      'flatten_1',
      'dense_1',
    ])
  })
})

const isChain = (layers: readonly Layer[]) =>
  layers.every(({ inputs }, index) =>
    index === 0 ? inputs.length === 0 : inputs.length === 1 && inputs[0] === layers[index - 1]?.id,
  )

it('keeps every gallery model in order under any sequence of edits', () => {
  const edit = fc.record({
    kind: fc.constantFrom('insert', 'remove', 'up', 'down', 'duplicate' as const),
    at: fc.nat(40),
    type: fc.constantFrom('dense', 'dropout', 'conv2d', 'flatten' as const),
  })
  fc.assert(
    fc.property(
      fc.constantFrom(...modelGallery),
      fc.array(edit, { maxLength: 12 }),
      (model, edits) => {
        let layers: Layer[] = model.layers
        for (const { kind, at, type } of edits) {
          const id = layers[at % layers.length]?.id ?? ''
          if (kind === 'insert')
            layers = insertLayer(layers, id, newLayer(type, freeLayerId(layers, type), []))
          else if (kind === 'remove') layers = removeLayer(layers, id)
          else if (kind === 'duplicate') layers = duplicateLayer(layers, id)
          else layers = moveLayer(layers, id, kind === 'up' ? -1 : 1)
        }
        // Everything is read from layers that come before.
        for (const [index, { inputs }] of layers.entries()) {
          const earlier = layers.slice(0, index).map((layer) => layer.id)
          expect(earlier).toEqual(expect.arrayContaining(inputs))
          expect(inputs.length).toBeGreaterThanOrEqual(index === 0 ? 0 : 1)
        }
        // A chain stays a chain: each layer reads the one before it.
        if (isChain(model.layers)) expect(isChain(layers)).toBe(true)
        expect(new Set(layers.map(({ id }) => id)).size).toBe(layers.length)
      },
    ),
  )
})
