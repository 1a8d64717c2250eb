import { beforeAll, describe, expect, it } from 'vitest'
import { explainedVariance } from '#contract/principal-components'
import { checkComponents, fitPca, projectImages, type PcaModel } from '#core/learners/pca'
import type { Tensors } from '#core/native/tensorflow'
import { coordinatesOf, rebuildImage } from '../../../../src-renderer/learner/rebuild-image'
import { problemCode } from '../../../support/engine/problem'
import { countTensors, nativeTensors } from '../../../support/engine/tensors'
import { firstImages, quietWork, readLearnerGolden } from '../../../support/first-images'

/** What `test/golden/pca.py` computed. */
interface PcaGolden {
  training: number
  images: number
  components: number
  variances: number[]
  ratio: number[]
  /** The 1st, 2nd, 10th and 50th component. */
  vectors: number[][]
  projected: number[][]
  whitened: number[][]
  reconstructed: number[][]
}

const golden = readLearnerGolden<PcaGolden>('pca')
let tf: Tensors
let some: Awaited<ReturnType<typeof firstImages>>
let model: PcaModel

beforeAll(async () => {
  tf = await nativeTensors()
  some = await firstImages(golden.training, golden.images)
  model = await fitPca(tf, some.learning, golden.components, quietWork)
})

const imageAt = (index: number) => some.pixels.slice(index * 784, (index + 1) * 784)

function largestDifference(values: ArrayLike<number>, expected: number[]): number {
  return Math.max(...expected.map((value, index) => Math.abs(value - (values[index] ?? NaN))))
}

describe('principal components', () => {
  it('explain what scikit-learn says they do', () => {
    expect(largestDifference(model.variances, golden.variances)).toBeLessThan(5e-5)
    const { shares: ratio, cumulative } = explainedVariance(model)
    expect(largestDifference(ratio, golden.ratio)).toBeLessThan(2e-6)
    expect(cumulative.at(-1)).toBeCloseTo(
      golden.ratio.reduce((sum, share) => sum + share),
      5,
    )
  })

  it('point where those of scikit-learn do, and not the other way', () => {
    ;[0, 1, 9, 49].forEach((component, index) => {
      const vector = model.vectors.subarray(component * 784, (component + 1) * 784)
      expect(largestDifference(vector, golden.vectors[index] ?? [])).toBeLessThan(1e-3)
    })
  })

  it('give images the same coordinates, white or not', async () => {
    const { pixels } = some
    const projected = await projectImages(tf, model, pixels, false, quietWork)
    const whitened = await projectImages(tf, model, pixels, true, quietWork)
    expect(largestDifference(projected, golden.projected.flat())).toBeLessThan(5e-3)
    expect(largestDifference(whitened, golden.whitened.flat())).toBeLessThan(5e-3)
  })

  it('make images again from their coordinates, in the window', () => {
    const expected = golden.reconstructed.map((image) =>
      image.map((value) => Math.round(255 * Math.min(1, Math.max(0, value)))),
    )
    expected.forEach((pixels, index) => {
      const image = imageAt(index)
      const coordinates = coordinatesOf(model, image)
      const rebuilt = rebuildImage(model, image, coordinates, golden.components)
      expect(largestDifference(rebuilt.pixels, pixels)).toBeLessThanOrEqual(1)
      const mean = Array.from(model.mean, (value) => Math.round(255 * value))
      expect(rebuildImage(model, image, coordinates, 0).pixels).toEqual(Uint8Array.from(mean))
    })
  })

  it('are all there are: with every one an image comes back whole', async () => {
    const whole = await fitPca(tf, some.learning, 784, quietWork)
    expect(explainedVariance(whole).cumulative.at(-1)).toBeCloseTo(1, 5)
    const image = imageAt(0)
    const rebuilt = rebuildImage(whole, image, coordinatesOf(whole, image), 784)
    expect(rebuilt.pixels).toEqual(Uint8Array.from(image))
    expect(rebuilt.squaredError).toBeLessThan(1e-8)
    const last = await projectImages(tf, whole, some.pixels, true, quietWork)
    expect(last.every(Number.isFinite)).toBe(true)
  })

  it('leave no tensor, finished or cancelled', async () => {
    const before = countTensors(tf)
    await fitPca(tf, some.learning, 5, quietWork)
    const controller = new AbortController()
    const work = { signal: controller.signal, report: () => controller.abort(new Error('no')) }
    await expect(fitPca(tf, some.learning, 5, work)).rejects.toThrow('no')
    expect(countTensors(tf)).toEqual(before)
  })

  it('are no more than there are images and pixels', () => {
    const check = (count: number, components: number) =>
      problemCode(() => checkComponents({ count, features: 784 }, components))
    expect(check(1_000, 785)).toBe('pca.components')
    expect(check(1_000, 784)).toBe('none')
    expect(check(10, 11)).toBe('pca.components')
    expect(check(10, 10)).toBe('none')
  })
})
