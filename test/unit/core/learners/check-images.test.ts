import { describe, expect, it } from 'vitest'
import { learnerGallery, type LearnerType } from '#contract/learner'
import { checkLearner, type LearningImages } from '#core/learners'
import { problemCode } from '../../../support/engine/problem'

/** 60 images of 60 pixels. */
const images = (
  label: (image: number) => number,
  byte: (at: number) => number,
): LearningImages => ({
  count: 60,
  features: 60,
  classes: 10,
  pixels: Uint8Array.from({ length: 3_600 }, (_, at) => byte(at)),
  labels: Uint8Array.from({ length: 60 }, (_, image) => label(image)),
})

const refusedBy = (given: LearningImages) =>
  Object.fromEntries(
    learnerGallery.map(({ learner }): [LearnerType, string] => [
      learner.type,
      problemCode(() => checkLearner(learner, given)),
    ]),
  )
const byNone = Object.fromEntries(learnerGallery.map(({ learner }) => [learner.type, 'none']))

describe('what images have to give a learner', () => {
  it('is nothing more than two classes and a difference', () => {
    expect(
      refusedBy(
        images(
          (image) => (image < 1 ? 3 : 4),
          (at) => (at < 1 ? 0 : 7),
        ),
      ),
    ).toEqual(byNone)
  })

  it('is a second class where a border is laid', () => {
    const oneClass = 'learner.oneClass'
    expect(
      refusedBy(
        images(
          () => 3,
          (at) => at % 256,
        ),
      ),
    ).toEqual({
      ...byNone,
      svm: oneClass,
      softmaxRegression: oneClass,
    })
  })

  it('is a difference where a border is laid or components are sought', () => {
    const sameImages = 'learner.sameImages'
    // Pixels differ within an image, and none from image to image.
    expect(
      refusedBy(
        images(
          (image) => image % 10,
          (at) => at % 60,
        ),
      ),
    ).toEqual({
      ...byNone,
      svm: sameImages,
      pcaKnn: sameImages,
    })
  })
})
