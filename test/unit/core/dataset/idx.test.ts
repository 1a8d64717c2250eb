import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseIdx } from '#core/dataset/idx'
import { joinImagesAndLabels } from '#core/dataset/labelled-images'
import { idxFile } from '../../../support/engine/idx'
import { problemCode } from '../../../support/engine/problem'

const shapes = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 4 })
const wholeFile = shapes.chain((dimensions) => {
  const length = dimensions.reduce((product, size) => product * size, 1)
  return fc
    .uint8Array({ minLength: length, maxLength: length })
    .map((values) => ({ dimensions, values }))
})

describe('parseIdx', () => {
  it('gives back what a file holds', () => {
    fc.assert(
      fc.property(wholeFile, ({ dimensions, values }) => {
        const parsed = parseIdx(idxFile(dimensions, values), 'x', dimensions.length)
        expect(parsed.dimensions).toEqual(dimensions)
        expect([...parsed.values]).toEqual([...values])
      }),
    )
  })

  it('reads a file that lies within a larger buffer', () => {
    const file = idxFile([2], Uint8Array.of(7, 9))
    const larger = new Uint8Array(file.length + 5)
    larger.set(file, 3)
    const parsed = parseIdx(larger.subarray(3, 3 + file.length), 'x', 1)
    expect([...parsed.values]).toEqual([7, 9])
  })

  it('refuses every file that is cut short or too long', () => {
    fc.assert(
      fc.property(wholeFile, fc.nat(), ({ dimensions, values }, cut) => {
        const file = idxFile(dimensions, values)
        const short = file.subarray(0, cut % file.length)
        const long = Uint8Array.from([...file, 0])
        for (const wrong of [short, long])
          expect(problemCode(() => parseIdx(wrong, 'x', dimensions.length))).toBe('dataset.damaged')
      }),
    )
  })

  it('answers any bytes with values or a problem, and never takes more than there are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.constantFrom(1, 3), (bytes, rank) => {
        const code = problemCode(() => {
          const { values } = parseIdx(bytes, 'x', rank)
          expect(values.length).toBeLessThanOrEqual(bytes.length)
        })
        expect(['none', 'dataset.damaged']).toContain(code)
      }),
    )
  })

  it('refuses a header that claims more than memory could hold', () => {
    const hostile = idxFile([0xffffffff, 0xffffffff, 0xffffffff], new Uint8Array(10))
    expect(() => parseIdx(hostile, 'images', 3)).toThrow('The data file images is damaged')
  })

  it.each([
    ['another type', 2, 0x0d],
    ['another number of dimensions', 3, 2],
    ['no leading zeros', 0, 1],
  ])('refuses %s', (_, offset, value) => {
    const file = idxFile([2], Uint8Array.of(1, 2))
    file[offset] = value
    expect(() => parseIdx(file, 'x', 1)).toThrow('not an IDX file of bytes with 1 dimensions')
  })
})

describe('joinImagesAndLabels', () => {
  const images = { name: 'images', bytes: idxFile([2, 1, 2], Uint8Array.of(1, 2, 3, 4)) }
  const labels = (...values: number[]) => ({
    name: 'labels',
    bytes: idxFile([values.length], Uint8Array.from(values)),
  })

  it('puts them side by side', () => {
    const joined = joinImagesAndLabels(images, labels(1, 0), [1, 2], 2)
    expect(joined.count).toBe(2)
    expect([...joined.pixels]).toEqual([1, 2, 3, 4])
    expect([...joined.labels]).toEqual([1, 0])
  })

  it.each([
    ['a label without image', () => joinImagesAndLabels(images, labels(1, 0, 1), [1, 2], 2)],
    ['a label of no class', () => joinImagesAndLabels(images, labels(1, 2), [1, 2], 2)],
    ['images of another size', () => joinImagesAndLabels(images, labels(1, 0), [2, 1], 2)],
  ])('refuses %s', (_, join) => {
    expect(problemCode(join)).toBe('dataset.damaged')
  })

  it('refuses a file without images', () => {
    const none = { name: 'images', bytes: idxFile([0, 1, 2], new Uint8Array(0)) }
    expect(() => joinImagesAndLabels(none, labels(), [1, 2], 2)).toThrow('it holds no image')
  })
})
