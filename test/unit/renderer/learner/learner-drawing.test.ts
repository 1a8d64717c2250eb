import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { galleryLearner, learnerGallery, type Learner } from '#contract/learner'
import {
  arc,
  borderDistance,
  clearPoints,
  margin,
  nearest,
  neighbourPoints,
  supportVectors,
  weighedImage,
} from '../../../../src-renderer/learner/drawings/geometry'
import LearnerDrawing from '../../../../src-renderer/learner/drawings/LearnerDrawing.vue'

const draw = (learner: Learner) => mount(LearnerDrawing, { props: { learner } })

describe('the drawing of a learner', () => {
  it.each(learnerGallery.map(({ id, learner }) => [id, learner] as const))(
    'is there for %s, the same each time, and hidden from screen readers',
    (_, learner) => {
      const drawing = draw(learner)
      expect(drawing.attributes('aria-hidden')).toBe('true')
      expect(drawing.element.childElementCount).toBeGreaterThan(2)
      expect(drawing.html()).not.toContain('NaN')
      expect(draw(learner).html()).toBe(drawing.html())
    },
  )

  it('has as many neighbours as the parameter says, as far as there are any', () => {
    const scene = neighbourPoints()
    const knn = galleryLearner('knn')?.learner as Extract<Learner, { type: 'knn' }>
    for (const k of [1, 3, 7]) expect(draw({ ...knn, k }).findAll('.thin')).toHaveLength(k)
    expect(draw({ ...knn, k: 1000 }).findAll('.thin')).toHaveLength(scene.points.length)
    const { chosen, reach } = nearest(scene, 5, 'l2')
    const within = scene.points.filter(
      ({ x, y }) => Math.hypot(x - scene.query.x, y - scene.query.y) <= reach,
    )
    expect(new Set(within)).toEqual(new Set(chosen))
    // A number that is being typed.
    expect(draw({ ...knn, k: Number.NaN }).html()).not.toContain('NaN')
  })

  it.each([true, false])('has its support vectors on the margin alone, bent: %s', (bent) => {
    for (const point of supportVectors(bent))
      expect(Math.abs(borderDistance(point, bent))).toBeCloseTo(margin, 9)
    for (const point of clearPoints(bent)) {
      expect(Math.abs(borderDistance(point, bent))).toBeGreaterThan(margin)
      expect(borderDistance(point, bent) > 0).toBe(point.second)
    }
    expect(arc.radius).toBeGreaterThan(margin)
  })

  it('weighs an image to shares that are one in all, the most for its class', () => {
    const { shares } = weighedImage()
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
    expect(shares.indexOf(Math.max(...shares))).toBe(2)
  })
})
