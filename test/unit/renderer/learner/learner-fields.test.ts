import { describe, expect, it } from 'vitest'
import { galleryLearner } from '#contract/learner'
import { fieldsInUse } from '../../../../src-renderer/learner/learner-fields'

function limitsOf(id: string, key: string, images: number) {
  const found = galleryLearner(id)
  if (!found) throw new Error(`The gallery has no “${id}”.`)
  const field = fieldsInUse(found.learner, { images, pixels: 784 }).find((each) => each.key === key)
  return field?.kind === 'number' ? field.limits : null
}

describe('the fields of a learner', () => {
  it('know which limit comes from the images', () => {
    expect(limitsOf('knn', 'k', 500)).toMatchObject({ max: 500, ofImages: true })
    expect(limitsOf('knn', 'k', 60_000)).toEqual({ min: 1, max: 1000, whole: true })
    expect(limitsOf('pca-knn', 'components', 300)).toMatchObject({ max: 300, ofImages: true })
    expect(limitsOf('pca-knn', 'components', 5_000)).toEqual({ min: 1, max: 784, whole: true })
  })
})
