import { beforeAll, describe, expect, it } from 'vitest'
import { learnerGallery, type Learner } from '#contract/learner'
import { fitLearner, type LearningImages } from '#core/learners'
import { fitKnn, findNeighbours } from '#core/learners/knn'
import type { Tensors } from '#core/native/tensorflow'
import { nativeTensors } from '../../../support/engine/tensors'
import { firstImages, quietWork } from '../../../support/first-images'

/** Images that leave nothing to tell apart: what `checkImages` lets by has to answer. */
let tf: Tensors
let some: Awaited<ReturnType<typeof firstImages>>
beforeAll(async () => {
  tf = await nativeTensors()
  // Enough for kNN to search by projection.
  some = await firstImages(1_200, 20)
})

const others = (...types: Learner['type'][]) =>
  learnerGallery.map(({ learner }) => learner).filter(({ type }) => !types.includes(type))

/** Of the first images, learned from them all. */
async function answer(learner: Learner, images: LearningImages) {
  const fitted = await fitLearner(tf, learner, images, quietWork)
  return fitted.answer(images.pixels.subarray(0, 20 * 784), 20, quietWork)
}

const grey = () => ({ ...some.learning, pixels: new Uint8Array(1_200 * 784).fill(7) })

describe('images of one class', () => {
  it.each(others('svm', 'softmaxRegression'))('make $type say that class', async (learner) => {
    const images = { ...some.learning, labels: new Uint8Array(1_200).fill(3) }
    const { predicted, probabilities } = await answer(learner, images)
    expect([...predicted]).toEqual(Array(20).fill(3))
    const sure = Array.from({ length: 10 }, (_, label) => (label === 3 ? 1 : 0))
    expect([...probabilities]).toEqual(Array(20).fill(sure).flat())
  })
})

describe('images that are all the same', () => {
  it.each(others('svm', 'pcaKnn', 'knn'))('leave $type the shares of classes', async (learner) => {
    const { predicted, probabilities } = await answer(learner, grey())
    const { labels } = some.learning
    const shares = Array.from(
      { length: 10 },
      (_, label) => labels.filter((each) => each === label).length / 1_200,
    )
    expect([...predicted]).toEqual(Array(20).fill(shares.indexOf(Math.max(...shares))))
    // A forest's bags differ, and the descent of a softmax ends near its minimum.
    const near = learner.type === 'naiveBayes' || learner.type === 'majority' ? 1e-6 : 0.02
    for (const [at, share] of probabilities.entries())
      expect(Math.abs(share - (shares[at % 10] ?? 0))).toBeLessThan(near)
  })

  it.each([
    ['l2', 'tiles'],
    ['l2', 'projection'],
    ['cosine', 'tiles'],
    ['cosine', 'projection'],
  ] as const)('are equally near by %s and %s, and told by their index', async (metric, search) => {
    const settings = { neighbours: 3, metric, weights: 'uniform', search } as const
    const model = await fitKnn(tf, grey(), settings, quietWork)
    const { indices } = await findNeighbours(tf, model, some.pixels, 3, quietWork)
    expect([...indices]).toEqual(Array(20).fill([0, 1, 2]).flat())
  })
})
