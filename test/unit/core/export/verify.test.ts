import { describe, expect, it } from 'vitest'
import type { ModelRuntime } from '#core/export/verify/runtime'
import { verify } from '#core/export/verify/verify'
import { evaluationOf } from '../../../support/export/run'
import { generator } from '../../../support/export/weights'

const imageBytes = 4
const problem = (code: string) => ({ problem: expect.objectContaining({ code }) as unknown })

/** 1,200 images; each image's first bytes are its number, so that a runtime can look it up. */
function testSet(count = 1_200) {
  const random = generator(3)
  const probabilities = Float32Array.from({ length: count * 10 }, random)
  const actual = Uint8Array.from({ length: count }, () => Math.floor(random() * 10))
  const images = new Uint8Array(count * imageBytes)
  const view = new DataView(images.buffer)
  for (let image = 0; image < count; image += 1) view.setUint32(image * imageBytes, image)
  return { evaluation: evaluationOf(probabilities, actual), images, count }
}

/** Answers what the evaluation says, but for what `change` does to it. */
function runtimeOf(
  probabilities: Float32Array,
  change: (answer: Float32Array, firstImage: number) => Float32Array = (answer) => answer,
): ModelRuntime {
  return {
    name: 'echo 1.0',
    predict(images, count) {
      const view = new DataView(images.buffer, images.byteOffset)
      const first = view.getUint32(0)
      return Promise.resolve(change(probabilities.slice(first * 10, (first + count) * 10), first))
    },
    close: () => Promise.resolve(),
  }
}

describe('verify', () => {
  it('finds nothing where the file answers as the run did, and tells each batch', async () => {
    const { evaluation, images, count } = testSet()
    const told: number[] = []
    const runtime = runtimeOf(evaluation.probabilities)
    const result = await verify(runtime, evaluation, images, imageBytes, (fraction) => {
      told.push(fraction)
    })
    expect(result).toEqual({
      runtime: 'echo 1.0',
      images: count,
      differing: 0,
      maxDifference: 0,
      testAccuracy: evaluation.accuracy,
    })
    expect(told).toEqual([500 / 1_200, 1_000 / 1_200, 1])
  })

  it('counts a differing image of a later batch and its distance', async () => {
    const { evaluation, images } = testSet()
    const runtime = runtimeOf(evaluation.probabilities, (answer, first) => {
      if (first !== 1_000) return answer
      const said = evaluation.predicted[1_000] ?? 0
      answer[said] = (answer[said] ?? 0) - 2
      return answer
    })
    const result = await verify(runtime, evaluation, images, imageBytes, () => undefined)
    expect(result.differing).toBe(1)
    expect(result.maxDifference).toBeCloseTo(2, 5)
  })

  it.each([
    ['another model', (answer: Float32Array) => answer.map((value) => -value)],
    ['not a number', (answer: Float32Array) => answer.map((value, i) => (i === 3 ? NaN : value))],
    ['too few answers', (answer: Float32Array) => answer.subarray(1)],
  ])('refuses %s', async (_, change) => {
    const { evaluation, images } = testSet()
    const runtime = runtimeOf(evaluation.probabilities, change)
    await expect(
      verify(runtime, evaluation, images, imageBytes, () => undefined),
    ).rejects.toMatchObject(problem('export.differs'))
  })

  it('refuses a test set that is not the run’s', async () => {
    const { evaluation, images } = testSet()
    const runtime = runtimeOf(evaluation.probabilities)
    await expect(
      verify(runtime, evaluation, images.subarray(4), imageBytes, () => undefined),
    ).rejects.toMatchObject(problem('export.testSetDiffers'))
  })
})
