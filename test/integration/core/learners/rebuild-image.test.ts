import { beforeAll, expect, it } from 'vitest'
import { loadDataset, type Dataset } from '#core/dataset'
import { fitPca, projectImages, reconstructImages } from '#core/learners/pca'
import type { Work } from '#core/learners/types'
import type { Tensors } from '#core/native/tensorflow'
import { coordinatesOf, rebuildImage } from '../../../../src-renderer/learner/rebuild-image'
import { nativeTensors } from '../../../support/engine/tensors'

const work: Work = { signal: new AbortController().signal, report: () => undefined }
let tf: Tensors
let mnist: Dataset
beforeAll(async () => {
  tf = await nativeTensors()
  mnist = await loadDataset('mnist')
})

it('rebuilds in the window what the core rebuilds', async () => {
  const { pixels, labels } = mnist.train
  const count = 500
  const images = { count, features: 784, classes: 10, pixels: pixels.slice(0, count * 784), labels }
  const model = await fitPca(tf, images, 20, work)
  const image = mnist.test.pixels.slice(0, 784)
  const projected = await projectImages(tf, model, image, false, work)
  const coordinates = coordinatesOf(model, image)
  expect(coordinates.length).toBe(20)
  for (const used of [0, 1, 20]) {
    const known = reconstructImages(model, projected, used, false)
    const rebuilt = rebuildImage(model, image, coordinates, used)
    const held = known.map((value) => Math.round(255 * Math.min(1, Math.max(0, value))))
    const apart = held.map((value, pixel) => Math.abs(value - (rebuilt.pixels[pixel] ?? 0)))
    expect(Math.max(...apart)).toBeLessThanOrEqual(1)
    const squares = known.map((value, pixel) => (value - (image[pixel] ?? 0) / 255) ** 2)
    expect(rebuilt.squaredError).toBeCloseTo(squares.reduce((a, b) => a + b, 0) / 784, 5)
  }
})
