import { describe, expect, it } from 'vitest'
import type { Dataset } from '#core/dataset'
import { imagesToLookAt, learningImages } from '#core/learners'

const images = {
  count: 4,
  pixels: Uint8Array.from({ length: 24 }, (_, at) => at),
  labels: Uint8Array.of(0, 1, 1, 0),
}
const dataset: Dataset = {
  id: 'small',
  name: 'Small',
  description: '',
  source: '',
  sha256: '',
  classNames: ['0', '1'],
  imageShape: [2, 3, 1],
  train: images,
  test: images,
}

describe('images that are only looked at', () => {
  it.each([
    ['all', [0, 1, 2, 3], true],
    ['some', [0, 1, 3], false],
    ['all in another order', [1, 0, 2, 3], false],
    ['as many, one of them twice', [0, 1, 2, 2], false],
    ['none', [], false],
  ])('are the same as copies: %s', (_, positions, shared) => {
    const asked = Uint32Array.from(positions)
    const copied = learningImages(dataset, asked)
    const looked = imagesToLookAt(dataset, asked)
    expect(looked).toEqual(copied)
    expect(copied.pixels).not.toBe(images.pixels)
    expect(looked.pixels === images.pixels).toBe(shared)
  })
})
