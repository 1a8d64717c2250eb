import { describe, expect, it } from 'vitest'
import { galleryModel } from '#contract/model-gallery'
import type { Layer } from '#contract/model-spec'
import { checkModel } from '../../../../src-renderer/model/check-model'
import { newLayer } from '../../../../src-renderer/model/new-layer'
import {
  blockSize,
  labelledBlocks,
  stripBlocks,
  stripSkips,
} from '../../../../src-renderer/model/strip-layout'

const blocksOf = (layers: readonly Layer[]) =>
  stripBlocks(
    layers,
    checkModel({ id: 'x', name: 'x', layers: [...layers] }, [28, 28, 1], 10).layers,
  )

describe('the layer strip', () => {
  it('hangs layers that keep the shape on the block before them', () => {
    const blocks = blocksOf(galleryModel('cnn-bn')?.layers ?? [])
    expect(blocks.map(({ label }) => label)).toEqual([
      '28×28×1',
      '28×28×32',
      '14×14×32',
      '14×14×64',
      '7×7×64',
      '3136',
      '128',
      '10',
    ])
    expect(blocks[1]?.followers.map(({ type }) => type)).toEqual(['batchNorm', 'activation'])
  })

  it('draws more rows taller and more channels thicker', () => {
    expect(blockSize([28, 28, 1], 28).height).toBe(56)
    expect(blockSize([14, 14, 1], 28).height).toBe(28)
    expect(blockSize([14, 14, 64], 28).width).toBeGreaterThan(blockSize([14, 14, 32], 28).width)
    expect(blockSize([16_384], 28).height).toBeLessThanOrEqual(56)
  })

  it('marks the block of a layer with a problem', () => {
    const layers: Layer[] = [
      { id: 'input', type: 'input', inputs: [] },
      newLayer('dense', 'dense_1', ['input']),
    ]
    expect(blocksOf(layers).map(({ problem, label }) => [problem, label])).toEqual([
      [false, '28×28×1'],
      [true, '?'],
    ])
  })

  it('finds the connections that skip a block', () => {
    const layers: Layer[] = [
      { id: 'input', type: 'input', inputs: [] },
      { ...newLayer('conv2d', 'conv2d_1', ['input']), filters: 4 } as Layer,
      { ...newLayer('conv2d', 'conv2d_2', ['conv2d_1']), filters: 4 } as Layer,
      newLayer('add', 'add_1', ['conv2d_1', 'conv2d_2']),
    ]
    expect(stripSkips(layers, blocksOf(layers))).toEqual([[1, 3]])
  })

  it('labels a block where the shape changes', () => {
    const labels = ['28×28×1', '28×28×16', '28×28×16', '14×14×32']
    expect([...labelledBlocks(labels, [40, 40, 40, 40], 60, -1)]).toEqual([0, 1, 3])
    expect([...labelledBlocks(labels, [40, 40, 40, 40], 60, 2)]).toEqual([2, 0, 1, 3])
  })

  it('never lays two labels of ResNet over each other, and always shows the chosen one', () => {
    const labels = blocksOf(galleryModel('resnet')?.layers ?? []).map(({ label }) => label)
    const widths = labels.map((label) => label.length * 6)
    const pitch = 50
    for (let chosen = -1; chosen < labels.length; chosen++) {
      const shown = labelledBlocks(labels, widths, pitch, chosen)
      const ends = [...shown]
        .sort((one, other) => one - other)
        .map((index) => [
          index * pitch - (widths[index] ?? 0) / 2,
          index * pitch + (widths[index] ?? 0) / 2,
        ])
      ends.forEach(([start = 0], index) => {
        expect(start).toBeGreaterThan(ends[index - 1]?.[1] ?? -Infinity)
      })
      if (chosen >= 0) expect(shown).toContain(chosen)
    }
  })
})
