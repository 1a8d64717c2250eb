import { describe, expect, it } from 'vitest'
import { coordinatesOf, rebuildImage } from '../../../../src-renderer/learner/rebuild-image'

/** Two pixels; the first component is the first pixel, the second the second. */
const basis = { mean: Float32Array.of(0.2, 0.4), vectors: Float32Array.of(1, 0, 0, 1) }
const image = Uint8Array.of(255, 0)
const coordinates = coordinatesOf(basis, image)

describe('an image out of components', () => {
  it('is the mean image without any, and the image itself with all', () => {
    expect([...coordinates]).toEqual([expect.closeTo(0.8, 6), expect.closeTo(-0.4, 6)])
    expect([...rebuildImage(basis, image, coordinates, 0).pixels]).toEqual([51, 102])
    expect([...rebuildImage(basis, image, coordinates, 2).pixels]).toEqual([255, 0])
  })

  it('errs less with each component', () => {
    const errors = [0, 1, 2].map(
      (used) => rebuildImage(basis, image, coordinates, used).squaredError,
    )
    expect(errors).toEqual([
      expect.closeTo((0.64 + 0.16) / 2, 6),
      expect.closeTo(0.08, 6),
      expect.closeTo(0, 6),
    ])
  })

  it('holds what lies beyond black and white at its edge', () => {
    const far = rebuildImage(basis, image, Float64Array.of(3, -3), 2)
    expect([...far.pixels]).toEqual([255, 0])
  })
})
