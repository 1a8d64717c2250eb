import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exportFileName } from '#core/export/file-name'

describe('exportFileName', () => {
  it.each([
    ['MNIST · CNN', 'onnx', 'run-12-mnist-cnn.onnx'],
    ['手写 数字', 'tfjs', 'run-12-手写-数字.tfjs.zip'],
    ['../..', 'bundle', 'run-12.run.zip'],
  ] as const)('makes of %s a name for %s', (name, format, fileName) => {
    expect(exportFileName({ number: 12, name }, format)).toBe(fileName)
  })

  it('is a plain file name for any run', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (name) => {
        const fileName = exportFileName({ number: 1, name }, 'onnx')
        expect(fileName).toMatch(/^run-1[\p{L}\p{N}-]*\.onnx$/u)
        expect(fileName.length).toBeLessThan(80)
      }),
    )
  })
})
