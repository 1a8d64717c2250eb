import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crop, resample } from '#core/predict/picture/resample'

const sum = (values: Float32Array) => values.reduce((total, value) => total + value, 0)

describe('resample', () => {
  it('halves by the mean of two by two', () => {
    const source = { width: 4, height: 2, values: Float32Array.of(0, 4, 8, 8, 4, 8, 0, 0) }
    expect(resample(source, 2, 1)).toEqual({
      width: 2,
      height: 1,
      values: Float32Array.of(4, 4),
    })
  })

  it('counts parts of pixels by their share', () => {
    const source = { width: 3, height: 1, values: Float32Array.of(6, 12, 0) }
    expect(Array.from(resample(source, 2, 1).values)).toEqual([8, 4])
  })

  it('keeps the mean grey at any size', () => {
    const size = fc.integer({ min: 1, max: 40 })
    fc.assert(
      fc.property(size, size, size, size, fc.infiniteStream(fc.nat(255)), (w, h, nw, nh, bytes) => {
        const values = Float32Array.from({ length: w * h }, () => bytes.next().value ?? 0)
        const result = resample({ width: w, height: h, values }, nw, nh)
        expect(result.values).toHaveLength(nw * nh)
        expect(sum(result.values) / (nw * nh)).toBeCloseTo(sum(values) / (w * h), 2)
      }),
    )
  })

  it('leaves a picture of the right size as it is', () => {
    const source = { width: 2, height: 3, values: Float32Array.of(1, 2, 3, 4, 5, 6) }
    expect(resample(source, 2, 3)).toEqual(source)
  })
})

describe('crop', () => {
  it('cuts a box out', () => {
    const box = { left: 1, top: 1, width: 2, height: 1 }
    expect(Array.from(crop([1, 2, 3, 4, 5, 6], 3, box).values)).toEqual([5, 6])
  })
})
